// Package status looks at responses, and does not close them. Its callers are
// judged by that, though they are in other packages.
package status

import (
	"errors"
	"net/http"
)

// Check returns an error for a status other than 200.
func Check(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

// Of closes a body that it has not read, so that its connection is lost.
func Of(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
