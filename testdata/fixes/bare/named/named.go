// Package named has no variable for the response. A fix declares one, in a way
// that compiles wherever the call stands.
package named

import (
	"context"
	"io"
	"net/http"
)

func statement(u string) {
	http.Get(u) // want "discarded"
}

func parenthesised(u string) {
	(http.Get(u)) // want "discarded"
}

func spawned(u string) {
	go http.Get(u) // want "discarded"
}

func deferred(u string) {
	defer http.Get(u) // want "discarded"
	println("bye")
}

// What u is when the goroutine runs is not what it was.
func spawnedTooLate(u string) {
	go http.Get(u) // want "discarded"
	u = "other"
	println(u)
}

func blanks(c *http.Client, u string) {
	_, _ = c.Get(u) // want "discarded"
}

func blank(u string) error {
	_, err := http.Get(u) // want "discarded"
	if err != nil {
		return err
	}
	return nil
}

func blankReturned(u string) error {
	_, err := http.Get(u) // want "discarded"
	return err
}

func assigned(u string) (err error) {
	if u != "" {
		_, err = http.Get(u) // want "discarded"
	}
	return err
}

func declared(u string) error {
	var _, err = http.Get(u) // want "discarded"
	return err
}

func header(u string) bool {
	if _, err := http.Get(u); err != nil { // want "discarded"
		return false
	}
	return true
}

func headerPositive(u string) bool {
	if _, err := http.Get(u); err == nil { // want "discarded"
		return true
	}
	return false
}

func headerElse(u string) string {
	if _, err := http.Get(u); err != nil { // want "discarded"
		return err.Error()
	} else {
		println("fine")
	}
	return ""
}

func headerAssigned(u string) (err error) {
	if _, err = http.Get(u); err != nil { // want "discarded"
		return err
	}
	return nil
}

func elseIf(u string, dry bool) error {
	if dry {
		return nil
	} else if _, err := http.Get(u); err != nil { // want "discarded"
		return err
	}
	return nil
}

func taken(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = resp.Body.Read(make([]byte, 1))
	if err != nil {
		return err
	}
	_, err = http.Get(u) // want "discarded"
	return err
}

func twice(u string) error {
	_, err := http.Get(u) // want "discarded"
	if err != nil {
		return err
	}
	_, err = http.Get(u) // want "discarded"
	return err
}

func inLoop(urls []string) {
	for _, u := range urls {
		http.Get(u) // want "discarded"
	}
}

func inCase(u string, n int) {
	switch n {
	case 1:
		http.Get(u) // want "discarded"
	default:
		// Nothing.
	}
}

func oneLine(u string) func() {
	return func() { http.Get(u) } // want "discarded"
}

func alone(u string) *http.Response {
	resp, err := http.Get(u)
	if err != nil {
		return nil
	}
	return resp
}

func single(u string) {
	alone(u)     // want "discarded"
	_ = alone(u) // want "discarded"
}

func open(ctx context.Context, u string) (status int, resp *http.Response, ok bool) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, nil, false
	}
	return resp.StatusCode, resp, true
}

func third(ctx context.Context, u string) int {
	status, _, ok := open(ctx, u) // want "discarded"
	if !ok {
		return 0
	}
	return status
}

func reader(u string) (io.Reader, func() error, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, nil, err
	}
	return resp.Body, resp.Body.Close, nil
}

// What is kept beside the cleanup reads the body: not before the end is it closed.
func readBeside(u string) ([]byte, error) {
	r, _, err := reader(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// The end of the function would be too late, and here too early.
func readBesideInLoop(urls []string, all []byte) []byte {
	for _, u := range urls {
		r, _, err := reader(u) // want "never closed"
		if err != nil {
			continue
		}
		data, _ := io.ReadAll(r)
		all = append(all, data...)
	}
	return all
}
