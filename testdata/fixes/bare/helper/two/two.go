// Package two has two helpers, and nobody knows which is the right one.
package two

import (
	"io"
	"net/http"
)

func drain(body io.ReadCloser) {
	defer body.Close()
	io.Copy(io.Discard, body)
}

func finish(resp *http.Response) { drain2(resp.Body) }

func drain2(body io.ReadCloser) {
	io.CopyN(io.Discard, body, 4096)
	body.Close()
}

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
