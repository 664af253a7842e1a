// Package textbook has the classic clients, wrong and right. Point respbody
// at it to see what the findings look like:
//
//	respbody ./textbook
package textbook

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// BadForgotten closes nothing: each call keeps a connection and two
// goroutines for good.
func BadForgotten(url string) (bool, error) {
	resp, err := http.Get(url) // want "response body of http.Get is never closed"
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}

// BadEarlyReturn closes the body, but not when the server says no.
func BadEarlyReturn(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body of http.Get is not closed when returning on line 30"
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, errors.New("cannot get " + url)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// BadPing closes the body without reading it: up to Go 1.26 each call is a
// new connection.
func BadPing(url string) (int, error) {
	resp, err := http.Get(url) // want "response body of http.Get is closed on line 43 without being read to EOF, so the connection is not reused"
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// BadRetry closes the last response and forgets those before.
func BadRetry(url string) (name string, err error) {
	var resp *http.Response
	for range 3 {
		resp, err = http.Get(url) // want "response body of http.Get is not closed before the next iteration of the loop on line 50"
		if err != nil {
			return "", err
		}
		if resp.StatusCode < 500 {
			break
		}
	}
	defer resp.Body.Close()
	var doc struct{ Name string }
	err = json.NewDecoder(resp.Body).Decode(&doc)
	return doc.Name, err
}

// BadFireAndForget has no variable to close.
func BadFireAndForget(url string) {
	http.Post(url, "text/plain", strings.NewReader("hello")) // want "response body of http.Post is discarded"
}

// GoodFetch reads the body to its end and closes it on every path.
func GoodFetch(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("cannot get %s: %s", url, resp.Status)
	}
	return body, nil
}

// GoodPing has no use for the body, and reads what is left of it, within
// bounds, so that the connection can be used again.
func GoodPing(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	io.CopyN(io.Discard, resp.Body, 256<<10)
	return resp.StatusCode, nil
}
