// Package storage stands in for the real one: a reader comes out of a transport that
// is known as an interface.
package storage

import (
	"context"
	"io"
	"net/http"
)

// A Client asks Cloud Storage.
type Client struct{ open opener }

type opener interface {
	open(name string) (any, error)
}

type overHTTP struct{ http *http.Client }

func (o overHTTP) open(name string) (any, error) {
	resp, err := o.http.Get(name)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// New returns a client that finds objects at their names.
func New(c *http.Client) *Client { return &Client{overHTTP{c}} }

// An ObjectHandle is an object that may be there.
type ObjectHandle struct {
	c    *Client
	name string
}

// Object returns the handle of an object.
func (c *Client) Object(name string) *ObjectHandle { return &ObjectHandle{c, name} }

// A Reader reads an object.
type Reader struct{ reader io.ReadCloser }

// NewReader opens an object, to be closed by the caller.
func (o *ObjectHandle) NewReader(context.Context) (*Reader, error) {
	r, err := o.c.open.open(o.name)
	if err != nil {
		return nil, err
	}
	return &Reader{r.(io.ReadCloser)}, nil
}

// Read reads.
func (r *Reader) Read(p []byte) (int, error) { return r.reader.Read(p) }

// Close closes.
func (r *Reader) Close() error { return r.reader.Close() }
