package paths

import (
	"io"
	"net/http"
	"testing"
)

// A path on which the test gives up need not have read the body.
func goodReadOrFatal(t *testing.T, u string) {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode == http.StatusOK {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return
	}
	resp.Body.Close()
	t.Fatal("no answer")
}

func badReadOrSkipped(t *testing.T, u string) {
	resp, err := http.Get(u) // want "closed on line 34 without being read to EOF"
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode == http.StatusOK {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return
	}
	resp.Body.Close()
	t.Log("no answer")
}
