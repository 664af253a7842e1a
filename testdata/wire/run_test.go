package wire_test

import (
	"os"
	"testing"

	"respbody.test/wire"
)

// TestCases runs the cases that were compiled in: analyzer/wire_test.go adds
// their tables. Whether a case fails its *testing.T does not matter here.
func TestCases(t *testing.T) {
	file := os.Getenv("WIRE_NOTES")
	if file == "" {
		t.Skip("run by go test ./analyzer -run Wire")
	}
	wire.RunAll(t, file)
}
