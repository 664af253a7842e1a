// Package retries forgets the response of the failed attempt.
package retries

import (
	"errors"
	"io"
	"net/http"
)

func handsOut(c *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := c.Do(req) // want "not closed before the next iteration"
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
	}
	return nil, errors.New("tired")
}

func outerVariable(c *http.Client, req *http.Request) (body []byte, err error) {
	var resp *http.Response
	for range 3 {
		resp, err = c.Do(req) // want "not closed before the next iteration"
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			break
		}
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func namedResult(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		if resp, err = c.Do(req); err == nil && resp.StatusCode < 500 { // want "not closed before the next iteration"
			break
		}
	}
	return resp, err
}
