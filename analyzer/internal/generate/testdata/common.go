// Functions that the programs call, as a code base has them beside its clients.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// A doer is what clients are passed as.
type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A holder has a response.
type holder struct {
	resp *http.Response
	name string
}

func (h *holder) close() error { return h.resp.Body.Close() }

func (h *holder) status() int { return h.resp.StatusCode }

// A stream is a body with a name.
type stream struct {
	io.ReadCloser
	name string
}

// A document closes what it was made from.
type document struct {
	body io.ReadCloser
}

func (d *document) Close() error { return d.body.Close() }

func (d *document) Read(p []byte) (int, error) { return d.body.Read(p) }

// A Result is what functions hand out.
type Result struct {
	Resp *http.Response
}

// A refusal is one kind of error.
type refusal struct{ error }

// A keeper belongs to somebody else, who closes all that is in it.
type keeper struct {
	resp    *http.Response
	body    io.ReadCloser
	fns     []func()
	list    []*http.Response
	byName  map[string]*http.Response
	ch      chan *http.Response
	take    func(*http.Response)
	closing func(io.Closer)
	lend    func(io.Reader)
	later   func(func())
}

func (k *keeper) store(resp *http.Response) { k.list = append(k.list, resp) }

func closeResp(resp *http.Response) { resp.Body.Close() }

func closeNonNil(resp *http.Response) {
	if resp != nil {
		resp.Body.Close()
	}
}

func closeQuietly(c io.Closer) { _ = c.Close() }

func closeAll(rs ...*http.Response) {
	for _, r := range rs {
		r.Body.Close()
	}
}

func closeAny[C io.Closer](c C) error { return c.Close() }

func drain(r io.Reader) { io.Copy(io.Discard, r) }

func drainResp(resp *http.Response) { io.CopyN(io.Discard, resp.Body, 1<<18) }

func finish(resp *http.Response) {
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

func decode(resp *http.Response, v any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

func text(r io.Reader) (string, error) {
	var b strings.Builder
	_, err := io.Copy(&b, r)
	return b.String(), err
}

func check(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return errors.New(resp.Status)
	}
	return nil
}

func inspect(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func closeIf(resp *http.Response, yes bool) bool {
	if yes {
		resp.Body.Close()
	}
	return yes
}

func failed(err error) bool { return err != nil }

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return errors.Join(errors.New("wrapped"), err)
}

func fetch(u string) (*http.Response, error) { return http.Get(u) }

func fetchSized(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.ContentLength < 0 {
		resp.Body.Close()
		return nil, errors.New("no length")
	}
	return resp, nil
}

func fetchBody(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func fetchHolder(u string) (*holder, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &holder{resp: resp, name: u}, nil
}

func fetchBytes(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func attempt[T any](f func() (T, error)) (T, error) {
	v, err := f()
	if err != nil {
		v, err = f()
	}
	return v, err
}

func bodyOf(resp *http.Response) io.ReadCloser { return resp.Body }

func same[T any](v T) T { return v }

func limited(r io.Reader) io.Reader { return io.LimitReader(r, 1<<16) }

func run(f func()) { f() }

func lines(r io.Reader) (n int) {
	var b bytes.Buffer
	b.ReadFrom(r)
	return bytes.Count(b.Bytes(), []byte("\n"))
}

// recovered is what the running program has recovered from.
var recovered any
