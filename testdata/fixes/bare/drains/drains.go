// Package drains closes bodies that nobody has read.
package drains

import (
	"io"
	"net/http"
	"testing"
)

func closed(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func deferred(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close() // in the end
	return resp.StatusCode, nil
}

func literal(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer func() {
		// Nothing can be done about it.
		_ = resp.Body.Close()
	}()
	return resp.StatusCode, nil
}

func returned(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func checked(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil {
		return err
	}
	return nil
}

func inTwoPlaces(u string) bool {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return false
	}
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		return false
	}
	resp.Body.Close()
	return true
}

func inLoop(urls []string) {
	for _, u := range urls {
		resp, err := http.Get(u) // want "without being read to EOF"
		if err == nil {
			resp.Body.Close()
		}
	}
}

func cleanup(t *testing.T, u string) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	t.Log(resp.Status)
}

func helper(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer closeBody(resp)
	return resp.StatusCode, nil
}

func helperBeforeCheck(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	defer closeBody(resp)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func closeBody(resp *http.Response) {
	if resp != nil {
		resp.Body.Close()
	}
}

func alias(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	body := resp.Body
	body.Close()
	return resp.StatusCode, nil
}

func readTooLate(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	resp.Body.Close() // done
	io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, nil
}

func deferredInWrongOrder(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer io.Copy(io.Discard, resp.Body)
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
