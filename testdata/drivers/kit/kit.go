// Package kit is another module. What its functions do with a body is known to
// drivers that carry facts from module to module.
package kit

import (
	"fmt"
	"io"
	"net/http"
)

// Ping hands out a response that is closed already.
func Ping(url string) (*http.Response, error) {
	resp, err := http.Head(url)
	if err != nil {
		return nil, err
	}
	return resp, resp.Body.Close()
}

// Check looks at a response and leaves it to its caller.
func Check(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s says %s", resp.Request.URL, resp.Status)
	}
	return nil
}

// Finish reads what is left of a body and closes it.
func Finish(resp *http.Response) error {
	if _, err := io.CopyN(io.Discard, resp.Body, 256<<10); err != nil && err != io.EOF {
		resp.Body.Close()
		return err
	}
	return resp.Body.Close()
}
