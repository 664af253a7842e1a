// Package retryable sends requests again. What the client hands over at the end
// is the caller's; what it gave up on the way is closed.
package retryable

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func badNeverCloses(c *retryablehttp.Client, u string) ([]byte, error) {
	resp, err := c.Get(u) // want "response body of c.Get is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func badStatusFirst(c *retryablehttp.Client, u string, v any) error {
	resp, err := c.Get(u) // want "response body of c.Get is not closed when returning on line 29"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("get: %s", resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

func badUnread(c *retryablehttp.Client, u string) (int, error) {
	req, err := retryablehttp.NewRequest("GET", u, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.Do(req) // want "response body of c.Do is closed on line 44 without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func goodGet(c *retryablehttp.Client, u string) ([]byte, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func goodPost(c *retryablehttp.Client, u string, v any) error {
	resp, err := c.Post(u, "application/json", []byte(`{}`))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		io.Copy(io.Discard, resp.Body)
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// A response handler borrows the response: Do hands it over afterwards.
func goodResponseHandler(c *retryablehttp.Client, u string, v any) error {
	req, err := retryablehttp.NewRequest("GET", u, nil)
	if err != nil {
		return err
	}
	req.SetResponseHandler(func(resp *http.Response) error {
		return json.NewDecoder(resp.Body).Decode(v)
	})
	resp, err := c.Do(req) // false: the response handler reads to EOF // want "response body of c.Do is closed on line 83 without being read to EOF"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func badStandardClient(c *retryablehttp.Client, u string) (string, error) {
	std := c.StandardClient()
	resp, err := std.Get(u) // want "response body of std.Get is never closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Etag"), nil
}

func goodStandardClient(c *retryablehttp.Client, u string) ([]byte, error) {
	std := c.StandardClient()
	resp, err := std.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// With this handler the last response comes with the error.
func badPassthrough(c *retryablehttp.Client, u string) ([]byte, error) {
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	resp, err := c.Get(u) // want "response body of c.Get is never closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func goodPassthrough(c *retryablehttp.Client, u string) ([]byte, error) {
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	resp, err := c.Get(u)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}
