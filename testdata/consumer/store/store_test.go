package store

import (
	"net/http"
	"testing"
)

func TestLast(t *testing.T) {
	resp, err := Last([]string{"http://localhost"})
	if err != nil {
		t.Skip(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Error(resp.Status)
	}
}
