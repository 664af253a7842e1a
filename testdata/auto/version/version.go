// Package version is checked with -unread=auto, as it is (Go 1.26) and as if
// it were written for other versions of Go: from Go 1.27 on only what
// is not closed is reported.
package version

import (
	"io"
	"net/http"
)

func badUnread(u string) (int, error) {
	resp, err := http.Get(u) // want "http.Get is closed on line 16 without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func badUnclosed(u string) (int, error) {
	resp, err := http.Get(u) // want "http.Get is never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func badLate(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "http.Get is not closed when returning on line 34"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, http.ErrNotSupported
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func goodRead(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
