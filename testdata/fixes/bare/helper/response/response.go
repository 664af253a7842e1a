// Package response has a helper that takes the response.
package response

import (
	"io"
	"log"
	"net/http"
)

// finish takes what there is, and says so where that goes wrong.
func finish(resp *http.Response) error {
	if resp == nil || resp.Body == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		log.Print(err)
	}
	return resp.Body.Close()
}

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func onlyClosed(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	_ = resp.Body.Close()
	return resp.StatusCode, nil
}

// A page embeds the response.
type page struct {
	*http.Response
	number int
}

func getPage(u string) (*page, error) {
	resp, err := http.Get(u)
	return &page{resp, 1}, err
}

func embedded(u string) (int, error) {
	p, err := getPage(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return p.StatusCode, nil
}

// A helper takes a response, and this is only its body.
func stream(u string) (bool, error) {
	rc, err := open(u) // want "not closed when returning on line 63"
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
