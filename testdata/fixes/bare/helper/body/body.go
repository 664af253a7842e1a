// Package body has one function that reads and closes a body. Fixes that do
// both call it.
package body

import (
	"errors"
	"io"
	"net/http"
)

// drainAndClose lets the connection be used again.
func drainAndClose(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 1<<20))
	body.Close()
}

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func discarded(u string) {
	http.Get(u) // want "discarded"
}

func onlyClosed(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func onlyDeferred(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close() // in the end
	return resp.StatusCode, nil
}

func inLiteral(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = resp.Body.Close()
	}()
	return resp.StatusCode, nil
}

func late(u string) (int, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode >= 400 {
		return 0, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func early(u string) (int, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode >= 400 {
		return 0, errors.New(resp.Status)
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func stream(u string) (bool, error) {
	rc, err := open(u) // want "not closed when returning on line 87"
	if err != nil {
		return false, err
	}
	return rc != http.NoBody, nil
}

func open(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Somebody wants to know the error of the close.
func returned(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// There is nothing left to read.
func read(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The helper's name means something else here.
func hidden(u string) (int, error) {
	drainAndClose := 0
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return drainAndClose, err
	}
	return resp.StatusCode, nil
}
