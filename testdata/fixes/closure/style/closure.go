// Package closure is fixed with -close-style=closure.
package closure

import (
	"errors"
	"io"
	"net/http"
)

func closes(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func both(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func explicit(u string) (int, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New(resp.Status)
	}
	_ = resp.Body.Close()
	return resp.StatusCode, nil
}

func drained(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func statement(u string) {
	http.Get(u) // want "discarded"
}

// A literal would close the other body twice.
func reassigned(c *http.Client, u string) error {
	resp, err := c.Get(u) // want "never closed"
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	resp, err = c.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
