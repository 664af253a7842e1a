// Package closures: helpers and literals that read, or stop short of it, with
// -unread=strict.
package closures

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

func decode(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

func badHelperDecodes(u string) (v map[string]any, err error) {
	resp, err := http.Get(u) // want "closed on line 19 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return v, decode(resp.Body, &v)
}

func readAll(r io.Reader, v any) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

func goodHelperReads(u string) (v map[string]any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return v, readAll(resp.Body, &v)
}

func badCleanup(t *testing.T, u string) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	var v any
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		t.Error(err)
	}
}

func goodCleanup(t *testing.T, u string) {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	})
	var v any
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		t.Error(err)
	}
}

func badGoroutine(u string) error {
	resp, err := http.Get(u) // miss unread: the goroutine that closes the body is believed to have read it
	if err != nil {
		return err
	}
	done := make(chan error)
	go func() {
		defer resp.Body.Close()
		var v any
		done <- decode(resp.Body, &v)
	}()
	return <-done
}

func goodGoroutine(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	done := make(chan error)
	go func() {
		defer resp.Body.Close()
		var v any
		done <- readAll(resp.Body, &v)
	}()
	return <-done
}

func badLiteralSometimes(u string, whole bool) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	defer func() {
		if whole {
			io.Copy(io.Discard, resp.Body)
		}
		resp.Body.Close()
	}()
	return nil
}

func get(u string) (*http.Response, error) { return http.Get(u) }

func badFresh(u string) (v any, err error) {
	resp, err := get(u) // want "closed on line 116 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return v, decode(resp.Body, &v)
}

func goodFresh(u string) (v any, err error) {
	resp, err := get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return v, readAll(resp.Body, &v)
}
