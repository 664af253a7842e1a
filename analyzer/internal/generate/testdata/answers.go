// Answers from memory, and the transport that gives them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// An answer is what one request gets. It is written as it is printed: a status and
// a mode, as in "404-cut", or the name of an error.
type answer struct {
	name   string
	status int
	text   string
	err    error
	split  bool // EOF comes alone, after the last byte
	cut    bool // the body ends early
	sticky bool // Close returns an error
}

func (a answer) String() string { return a.name }

const doc = `{"name":"gopher","tags":["a","b"]}` + "\n"

// parse returns the answer of a name.
func parse(name string) answer {
	status, mode, _ := strings.Cut(name, "-")
	a := answer{name: name, text: doc, cut: mode == "cut", split: mode == "chunked" || mode == "empty", sticky: mode == "sticky"}
	switch status {
	case "refused":
		a.err = refusal{errors.New("connection refused")}
	case "canceled":
		a.err = context.Canceled
	default:
		a.status, _ = strconv.Atoi(status)
	}
	switch {
	case mode == "empty" || a.status == http.StatusNoContent:
		a.text = ""
	case mode == "bad":
		a.text = "no document\n"
	}
	return a
}

// RoundTrip answers the next request. The last element of its path is the place
// that asks.
func (e *env) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		io.Copy(io.Discard, req.Body)
		req.Body.Close()
	}
	a := e.answers[min(e.asked, len(e.answers)-1)]
	if e.asked++; e.asked > 50 {
		panic("too many requests")
	}
	if a.err != nil {
		return nil, a.err
	}
	resp := &http.Response{
		Status: fmt.Sprint(a.status, " ", http.StatusText(a.status)), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req, Header: http.Header{}, ContentLength: int64(len(a.text)),
	}
	b := &body{answer: a, site: req.URL.Path[strings.LastIndex(req.URL.Path, "/")+1:], rest: a.text}
	b.drains = a.text != "" && !a.cut && req.Method != http.MethodHead
	if req.Method == http.MethodHead {
		b.rest = ""
	}
	if a.split {
		resp.ContentLength = -1
	}
	e.bodies = append(e.bodies, b)
	resp.Body = b
	return resp, nil
}

// A body notes what is done to it.
type body struct {
	answer
	site   string
	rest   string
	drains bool // whether it was read can matter
	closed bool
	eof    bool // a Read returned io.EOF before Close
	late   bool // a Read came after Close
	twice  bool // a Close came after Close
	handed bool // a correct caller has closed it
}

func (b *body) Read(p []byte) (int, error) {
	if b.closed {
		b.late = true
		return 0, http.ErrBodyReadAfterClose
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	switch {
	case b.rest != "" || n > 0 && b.split:
		return n, nil
	case b.cut:
		return n, io.ErrUnexpectedEOF
	}
	b.eof = true
	return n, io.EOF
}

func (b *body) Close() error {
	b.twice = b.twice || b.closed
	b.closed = true
	if b.sticky {
		return errors.New("close: connection lost")
	}
	return nil
}
