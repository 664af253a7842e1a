// Package s3 stands in for the real one: a body comes out of middleware as an any.
package s3

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// Options are the settings of a call.
type Options struct{}

// GetObjectInput says what to get.
type GetObjectInput struct{ Key *string }

// GetObjectOutput is what was got.
type GetObjectOutput struct {
	Body          io.ReadCloser
	ContentLength *int64
}

// HeadObjectInput says what to ask for.
type HeadObjectInput struct{ Key *string }

// HeadObjectOutput tells of an object.
type HeadObjectOutput struct{ ContentLength *int64 }

// Client asks S3.
type Client struct {
	http    *http.Client
	handler func(context.Context, any) (any, error)
}

// New returns a client that finds objects at their keys.
func New(c *http.Client) *Client {
	handler := func(_ context.Context, in any) (any, error) {
		key, ok := in.(*string)
		if !ok {
			return nil, errors.New("no key")
		}
		resp, err := c.Get(*key)
		if err != nil {
			return nil, err
		}
		return &GetObjectOutput{resp.Body, &resp.ContentLength}, nil
	}
	return &Client{c, handler}
}

// GetObject returns an object, whose body has to be closed.
func (c *Client) GetObject(ctx context.Context, in *GetObjectInput, _ ...func(*Options)) (*GetObjectOutput, error) {
	out, err := c.handler(ctx, in.Key)
	if err != nil {
		return nil, err
	}
	return out.(*GetObjectOutput), nil
}

// HeadObject returns what is known of an object.
func (c *Client) HeadObject(_ context.Context, in *HeadObjectInput, _ ...func(*Options)) (*HeadObjectOutput, error) {
	resp, err := c.http.Head(*in.Key)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return &HeadObjectOutput{&resp.ContentLength}, nil
}
