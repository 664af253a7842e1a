// Package old is written for a Go that has no io.Discard, and in which all rounds
// of a loop share one variable.
package old

import "net/http"

func neither(u string) (int, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func shared(urls []string) {
	for _, u := range urls {
		go http.Get(u) // want "discarded"
	}
}

func own(u string) {
	go http.Get(u) // want "discarded"
}
