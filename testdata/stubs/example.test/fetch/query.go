package fetch

import (
	"io"
	"net/http"
)

// An Answer holds a body.
type Answer struct {
	Status string
	Body   io.ReadCloser
}

// A Query hands out an answer with its body open.
type Query func(u string) (*Answer, error)

func newQuery(c *http.Client) Query {
	return func(u string) (*Answer, error) {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		return &Answer{resp.Status, resp.Body}, nil
	}
}

// An API has a field where others have a method.
type API struct{ Query Query }

// NewAPI returns an API that asks with a client.
func NewAPI(c *http.Client) *API { return &API{newQuery(c)} }
