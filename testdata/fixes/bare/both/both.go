// Package both neither closes nor reads: one fix does both.
package both

import (
	"errors"
	"io"
	"net/http"
)

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
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

// Some path reads the body: to close it is enough.
func read(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// There is nothing to read.
func head(u string) (int64, error) {
	resp, err := http.Head(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.ContentLength, nil
}
