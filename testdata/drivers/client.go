// Package consumer is code that uses net/http the way people do. The tests run
// every driver over it and compare what they find.
package consumer

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"consumer.test/internal/api"
	"kit.test"
)

// Forgotten closes nothing.
func Forgotten(url string) (bool, error) {
	resp, err := http.Get(url)
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}

// EarlyReturn closes too late.
func EarlyReturn(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Unread throws its connection away.
func Unread(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Short may stop before the end of the body: a finding of -unread=strict.
func Short(url string) (name string, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return name, json.NewDecoder(resp.Body).Decode(&name)
}

// Post has no use for the answer.
func Post(url string, body io.Reader) {
	http.Post(url, "text/plain", body)
}

// Checked needs to know that Check of another module closes nothing.
func Checked(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return kit.Check(resp)
}

// Stopped needs to know that a method of another package closes without reading.
func Stopped(c api.Client) error {
	resp, err := c.Fetch("/")
	if err != nil {
		return err
	}
	return c.Stop(resp)
}
