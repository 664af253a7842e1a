// Package helper has a helper that returns an error.
package helper

import (
	"errors"
	"io"
	"net/http"
)

func drainAndClose(body io.ReadCloser) error {
	_, err := io.Copy(io.Discard, body)
	return errors.Join(err, body.Close())
}

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func onlyDeferred(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func discarded(u string) {
	http.Get(u) // want "discarded"
}
