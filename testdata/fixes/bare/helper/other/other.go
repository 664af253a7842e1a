// Package other has functions that read a body to EOF and close it, but are there
// for something else.
package other

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func failure(resp *http.Response) error {
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return errors.New(string(b))
}

func check(resp *http.Response) error {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func size(body io.ReadCloser) int64 {
	defer body.Close()
	n, _ := io.Copy(io.Discard, body)
	return n
}

type client struct{}

func (client) drain(body io.ReadCloser) {
	io.Copy(io.Discard, body)
	body.Close()
}

func onSuccess(body io.ReadCloser) {
	if json.NewDecoder(body).Decode(new(int)) == nil {
		io.Copy(io.Discard, body)
		body.Close()
	}
}

func later(body io.ReadCloser) {
	go func() {
		io.Copy(io.Discard, body)
		body.Close()
	}()
}

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
