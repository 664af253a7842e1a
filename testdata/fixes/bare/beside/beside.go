// Package beside has structs that hold a response or the error that came in its
// place: nothing is done before it is clear which.
package beside

import (
	"io"
	"net/http"
)

type reply struct {
	resp *http.Response
	err  error
}

func get(u string) reply {
	resp, err := http.Get(u)
	return reply{resp, err}
}

// Close does nothing if there is nothing to close.
func (r reply) Close() error {
	if r.resp == nil {
		return nil
	}
	return r.resp.Body.Close()
}

func behindCheck(u string) (int, error) {
	r := get(u) // want "never closed"
	if r.err != nil {
		return 0, r.err
	}
	return r.resp.StatusCode, nil
}

func readBehindCheck(u string) (int, error) {
	r := get(u) // want "without being read to EOF"
	if r.err != nil {
		return 0, r.err
	}
	defer r.Close()
	return r.resp.StatusCode, nil
}

// The close does not mind if there is no response; reading would.
func readBeforeCheck(u string) (int, error) {
	r := get(u) // want "without being read to EOF"
	defer r.Close()
	if r.err != nil {
		return 0, r.err
	}
	return r.resp.StatusCode, nil
}

type status struct {
	found bool
	resp  *http.Response
}

func ask(u string) status {
	resp, err := http.Get(u)
	return status{err == nil, resp}
}

// Nobody knows what the flag means.
func flagged(u string) int {
	s := ask(u) // want "never closed"
	if !s.found {
		return 0
	}
	return s.resp.StatusCode
}

type session struct{ err error }

func (s *session) get(u string) *http.Response {
	resp, err := http.Get(u)
	s.err = err
	if err != nil {
		return nil
	}
	return resp
}

func (s *session) mayBeNil(u string) (int, error) {
	resp := s.get(u) // want "never closed"
	if s.err != nil {
		return 0, s.err
	}
	return resp.StatusCode, nil
}

// What is read here has been closed before: reading the rest would hide that.
func closedTooEarly(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return io.ReadAll(resp.Body)
}
