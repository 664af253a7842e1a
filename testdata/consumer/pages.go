// Package consumer is a module as users have it. Each program that runs respbody
// is tried on it, and all of them must find the same.
package consumer

import (
	"io"
	"net/http"

	"example.test/consumer/status"
)

// Page leaks where the status is not what it should be.
func Page(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := status.Check(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Ping has no use for the response, which is there all the same.
func Ping(url string) {
	http.Get(url)
}
