// Answers from memory, and the transport that gives them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// An answer is what one request gets.
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

var errRefused = errors.New("connection refused")

// answers returns all answers, those first that are tried most often.
func answers() []answer {
	return []answer{
		{name: "ok", status: 200, text: doc},
		{name: "refused", err: errRefused},
		{name: "notfound", status: 404, text: doc},
		{name: "forbidden", status: 403, text: doc},
		{name: "cut", status: 200, text: doc, cut: true},
		{name: "nocontent", status: 204},
		{name: "chunked", status: 200, text: doc, split: true},
		{name: "empty", status: 200, split: true},
		{name: "failing", status: 500, text: doc},
		{name: "canceled", err: context.Canceled},
		{name: "sticky", status: 200, text: doc, sticky: true},
	}
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
