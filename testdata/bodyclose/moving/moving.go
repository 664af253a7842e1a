// Package moving has what changes for those who come from bodyclose. The comment
// at a call says who reports it: both, neither, or one of them, and why.
package moving

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"

	"respbody.test/bodyclose/moving/drain"
)

func forgotten(u string) (int, error) {
	resp, err := http.Get(u) // both
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func discarded(u string) {
	http.Get(u) // both
}

func closed(u string) error {
	resp, err := http.Get(u) // neither
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}

// What is new: paths.

func earlyReturn(u string) error {
	resp, err := http.Get(u) // respbody: one path of two
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func retried(u string) (err error) {
	var resp *http.Response
	for range 3 {
		resp, err = http.Get(u) // respbody: each but the last
		if err == nil && resp.StatusCode < 500 {
			break
		}
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func closedWhenItFails(u string) error {
	resp, err := http.Get(u) // respbody: closed only if it is not 200
	if err != nil {
		return err
	}
	return check(resp)
}

func check(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	return errors.New(resp.Status)
}

func ofWrapper(u string) (int, error) {
	resp, err := get(u) // both
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func get(u string) (*http.Response, error) {
	return http.Get(u) // neither
}

func ofBody(u string) ([]byte, error) {
	body, err := open(u) // respbody: no response in sight
	if err != nil {
		return nil, err
	}
	return io.ReadAll(body)
}

func open(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // neither
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// What is new: bodies that are closed unread.

func unread(u string) (int, error) {
	resp, err := http.Get(u) // respbody: the connection is lost
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// What is gone: bodies that somebody else closes.

type page struct{ resp *http.Response }

func (p *page) close() error { return p.resp.Body.Close() }

func stored(u string) (*page, error) {
	resp, err := http.Get(u) // bodyclose: the page has it
	if err != nil {
		return nil, err
	}
	return &page{resp}, nil
}

func passedOn(u string, handle func(*http.Response) error) error {
	resp, err := http.Get(u) // bodyclose: handle has it
	if err != nil {
		return err
	}
	return handle(resp)
}

func onlyTheBody(u string) error {
	resp, err := http.Get(u) // bodyclose: consume closes it
	if err != nil {
		return err
	}
	return consume(resp.Body)
}

func consume(body io.ReadCloser) error {
	defer body.Close()
	_, err := io.Copy(io.Discard, body)
	return err
}

func inAnotherPackage(u string) error {
	resp, err := http.Get(u) // bodyclose: drain.Body closes it
	if err != nil {
		return err
	}
	return drain.Body(resp.Body)
}

func lookedAt(u string) (byte, error) {
	resp, err := http.Get(u) // both: drain.Look does not
	if err != nil {
		return 0, err
	}
	return drain.Look(resp.Body), nil
}

func recorded(h http.Handler) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	res := w.Result() // neither: it is memory
	return res.StatusCode
}

func proxied(p *httputil.ReverseProxy) {
	p.ModifyResponse = func(resp *http.Response) error {
		return nil // neither
	}
}

func inGoroutine(ctx context.Context, u string) <-chan error {
	done := make(chan error, 1)
	go func() {
		resp, err := http.Get(u) // neither
		if err == nil {
			defer resp.Body.Close()
			_, err = io.ReadAll(resp.Body)
		}
		done <- err
	}()
	return done
}

// What stays: directives.

type fetcher interface {
	fetch(u string) (*http.Response, error)
}

// handled returns what fetch has read and closed.
//
// bodyclose:handled
func handled(f fetcher, u string) (*http.Response, error) {
	return f.fetch(u)
}

// handledToo is the same, without the space.
//
//bodyclose:handled
func handledToo(f fetcher, u string) (*http.Response, error) {
	return f.fetch(u)
}

func unsaid(f fetcher, u string) (*http.Response, error) {
	return f.fetch(u)
}

func directives(f fetcher, u string) {
	if resp, err := handled(f, u); err == nil { // neither
		println(resp.Status)
	}
	if resp, err := handledToo(f, u); err == nil { // neither
		println(resp.Status)
	}
	if resp, err := unsaid(f, u); err == nil { // both
		println(resp.Status)
	}
}
