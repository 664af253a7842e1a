package main

import (
	"path/filepath"
	"testing"
)

// TestOwnCode runs the project's own .golangci.yml over the project.
func TestOwnCode(t *testing.T) {
	root := filepath.Join("..", "..")
	mustRun(t, root, linter, "config", "verify")
	compare(t, lint(t, root), nil)
}
