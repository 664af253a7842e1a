// Package loops makes requests in loops, where a deferred close comes too late.
package loops

import (
	"io"
	"net/http"
	"time"
)

func passes(urls []string) {
	for _, u := range urls {
		resp, err := http.Get(u) // want "not closed before the next iteration"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			continue
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func atEnd(urls []string) (n int64) {
	for _, u := range urls {
		resp, err := http.Get(u) // want "never closed"
		if err != nil {
			return n
		}
		m, _ := io.Copy(io.Discard, resp.Body)
		n += m
		time.Sleep(time.Millisecond)
	}
	return n
}

func inBranch(urls []string) (n int) {
	for _, u := range urls {
		resp, err := http.Get(u) // want "never closed"
		if err == nil {
			n += resp.StatusCode
		}
		time.Sleep(time.Millisecond)
	}
	return n
}

func breaks(urls []string) (n int64) {
	for _, u := range urls {
		resp, err := http.Get(u) // want "not closed when returning"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			break
		}
		m, _ := io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		n += m
	}
	return n
}

func polls(u string) string {
	for {
		resp, err := http.Get(u) // want "not closed before the next iteration"
		if err == nil && resp.StatusCode == http.StatusOK {
			b, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			return string(b)
		}
		time.Sleep(time.Millisecond)
	}
}

func header(u string) bool {
	for range 3 {
		if resp, err := http.Get(u); err == nil && resp.StatusCode == http.StatusOK { // want "never closed"
			return true
		}
	}
	return false
}

func outer(groups [][]string) {
groups:
	for _, group := range groups {
		for _, u := range group {
			resp, err := http.Get(u) // want "not closed before the next iteration"
			if err != nil || resp.StatusCode == http.StatusGone {
				continue groups
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}
}

func returns(urls []string) ([]byte, error) {
	for _, u := range urls {
		if u == "" {
			continue
		}
		resp, err := http.Get(u) // want "never closed"
		if err != nil {
			continue
		}
		return io.ReadAll(resp.Body)
	}
	return nil, nil
}

// Two variables of one name in one block: only the first can move out of its
// statement.
func lifted(u string) bool {
	// Warm up.
	if resp, err := http.Head(u); err != nil || resp.StatusCode > 299 { // want "never closed"
		return false
	}
	if resp, err := http.Head(u); err != nil || resp.StatusCode > 299 { // want "never closed"
		return false
	}
	return true
}
