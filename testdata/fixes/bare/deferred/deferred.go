// Package deferred has bodies that nothing closes: a deferred close goes right
// behind the check that says there is one.
package deferred

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func afterCheck(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func afterTwoChecks(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil || resp == nil {
		return nil, err
	}

	return io.ReadAll(resp.Body)
}

func afterCancel(ctx context.Context, c *http.Client, u string) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		cancel()
		return nil, err
	}
	resp, err := c.Do(req) // want "never closed"
	if err != nil {
		cancel()
		return nil, err
	}
	defer cancel()
	return io.ReadAll(resp.Body)
}

func afterAssertion(t *testing.T, u string) {
	resp, err := http.Get(u) // want "never closed"
	require.NoError(t, err)
	_, err = io.ReadAll(resp.Body)
	require.NoError(t, err)
}

func inBranch(u string) (n int64) {
	resp, err := http.Get(u) // want "never closed"
	if err == nil {
		n, _ = io.Copy(io.Discard, resp.Body)
	}
	return n
}

func inElse(u string) (n int64) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		println(err.Error())
	} else {
		n, _ = io.Copy(io.Discard, resp.Body)
	}
	return n
}

func inHeader(u string) (n int64) {
	if resp, err := http.Get(u); err == nil { // want "never closed"
		n, _ = io.Copy(io.Discard, resp.Body)
	}
	return n
}

func withoutCheck(u string) int64 {
	resp, _ := http.Get(u) // want "never closed"
	n, _ := io.Copy(io.Discard, resp.Body)
	return n
}

func checkedLater(u string, dry bool) (int64, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if dry {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

func inLiteral(u string) func() error {
	return func() error {
		resp, err := http.Get(u) // want "never closed"
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
}

func inOneLine(u string) func() {
	return func() { resp := must(http.Get(u)); io.Copy(io.Discard, resp.Body) } // want "never closed"
}

func must(resp *http.Response, err error) *http.Response {
	if err != nil {
		panic(err)
	}
	return resp
}

// A page embeds the response, a document has a method that closes it.
type page struct {
	*http.Response
	number int
}

type document struct{ resp *http.Response }

func (d *document) Close() error { return d.resp.Body.Close() }

func getPage(u string) (*page, error) {
	resp, err := http.Get(u)
	return &page{resp, 1}, err
}

func getDocument(u string) (*document, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &document{resp}, nil
}

func embedded(u string) ([]byte, error) {
	p, err := getPage(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(p.Body)
}

func ownMethod(u string) ([]byte, error) {
	d, err := getDocument(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(d.resp.Body)
}

func body(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func stream(u string) ([]byte, error) {
	rc, err := body(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}
