// Package fetch is somebody else's package of helpers.
package fetch

import (
	"fmt"
	"io"
	"net/http"
)

// Get hands out a response with its body open.
func Get(c *http.Client, u string) (*http.Response, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	return resp, nil
}

// Header returns a response whose body has been read and closed.
func Header(c *http.Client, u string) (*http.Response, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp, err
}

// Close reads what is left and closes.
func Close(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// Check closes the response when it returns an error.
func Check(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		Close(resp)
		return fmt.Errorf("fetch: %s", resp.Status)
	}
	return nil
}

// Length only looks.
func Length(resp *http.Response) int64 { return resp.ContentLength }

// Open hands out an open body.
func Open(c *http.Client, u string) (io.ReadCloser, error) {
	resp, err := Get(c, u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// A Client wraps an *http.Client.
type Client struct{ HTTP *http.Client }

// Do is http.Client.Do with another name on the door.
func (c *Client) Do(req *http.Request) (*http.Response, error) { return c.HTTP.Do(req) }

// A Document is a response with a Close method.
type Document struct {
	resp *http.Response
}

// NewDocument hands out an open document.
func NewDocument(c *http.Client, u string) (*Document, error) {
	resp, err := Get(c, u)
	if err != nil {
		return nil, err
	}
	return &Document{resp}, nil
}

// Text reads the document.
func (d *Document) Text() (string, error) {
	b, err := io.ReadAll(d.resp.Body)
	return string(b), err
}

// Close closes the document.
func (d *Document) Close() error { return d.resp.Body.Close() }

// A Getter hands out the responses of a client.
type Getter struct{ HTTP *http.Client }

// Fetch gets u.
func (g Getter) Fetch(u string) (*http.Response, error) { return g.HTTP.Get(u) }

// Later closes v, in a way that cannot be seen.
//
//respbody:closes v
func Later(v any) {
	passing := make(chan any, 1)
	passing <- v
	if c, ok := (<-passing).(io.Closer); ok {
		c.Close()
	}
}

// Never does nothing with v.
func Never(v any) {
	passing := make(chan any, 1)
	passing <- v
	<-passing
}
