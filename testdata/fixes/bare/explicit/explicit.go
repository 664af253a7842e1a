// Package explicit closes bodies as soon as it is done with them, but not on
// every path.
package explicit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func readError(u string) (string, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return string(body), nil
}

func twoReturns(u string) (string, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		// The server went away.
		return "", err
	}
	if len(body) == 0 {
		return "", errors.New("empty")
	}
	resp.Body.Close()
	return string(body), nil
}

func handedOut(c *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := c.Do(req) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func mixed(c *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := c.Do(req) // want "not closed when returning"
	if err != nil || resp.StatusCode >= 400 {
		return nil, errors.New("cannot get")
	}
	return resp, nil
}

func readsInReturn(c *http.Client, req *http.Request) (io.ReadCloser, error) {
	resp, err := c.Do(req) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, json.NewDecoder(resp.Body).Decode(new(failure))
	}
	return resp.Body, nil
}

type failure struct{ Message string }

func overwritten(c *http.Client, u string) ([]byte, error) {
	resp, err := c.Get(u) // want "overwritten"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp, err = c.Get(u + "/fallback")
		if err != nil {
			return nil, err
		}
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func paragraphs(c *http.Client, u string) error {
	resp, err := c.Get(u) // want "overwritten"
	if err != nil {
		return err
	}
	println(resp.Status)

	// Once more.
	resp, err = c.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func replaced(c *http.Client, u string) (*http.Response, error) {
	resp, err := c.Get(u) // want "overwritten"
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, nil
}
