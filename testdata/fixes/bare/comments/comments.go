// Package comments has comments in all places, which stay there.
package comments

import (
	"io"
	"net/http"
)

func around(u string) ([]byte, error) {
	// Before the call.
	resp, err := http.Get(u) // want "never closed"
	// Before the check.
	if err != nil { // in the check
		return nil, err // at the return
	} // behind the check
	// Before the return.
	return io.ReadAll(resp.Body)
}

func statement(u string) {
	// A ping.
	http.Get(u) /* nobody cares */ // want "discarded"
	// Done.
}

func overLines(u string) error {
	_, err := http.Get( // want "discarded"
		u, // here
	)
	// That was all.
	return err
}

func early(u string) (string, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		// Tell the caller
		// what went wrong.
		return "", err // really
	}
	resp.Body.Close() // at last
	return string(b), nil
}

func aligned(u string) error {
	n := 1                // a number
	_, err := http.Get(u) // want "discarded"
	println(n)            // print it
	return err
}

func loop(urls []string) {
	for _, u := range urls { // each
		resp, err := http.Get(u) // want "never closed"
		if err != nil {
			continue
		}
		// Read it all.
		io.Copy(io.Discard, resp.Body) // up to the end
		// The loop goes on.
	}
}
