// Package moved defers the close behind a return that needs it, too.
package moved

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

func plain(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func withComments(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return nil, err
	} // Have: a response.
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}

	// The connection goes back to the pool.
	defer resp.Body.Close() //nolint:errcheck

	return io.ReadAll(resp.Body)
}

func literal(u string) (body []byte, err error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer func() {
		if cerr := resp.Body.Close(); cerr != nil {
			log.Print(cerr)
		}
	}()
	return io.ReadAll(resp.Body)
}

func pastAnotherDefer(u string) error {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return err
	}
	f, err := os.Create("file")
	if err != nil {
		return err
	}
	defer f.Close()
	defer resp.Body.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// What the literal needs is not there yet: the other return closes the body.
func needsMore(u string) error {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	what := resp.Header.Get("Content-Type")
	defer func() {
		log.Print(what)
		resp.Body.Close()
	}()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func mixed(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("cannot get %s", u) // for whatever reason
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func mixedWithMore(u string, ok bool) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil || resp.StatusCode >= 400 || !ok {
		log.Print(u)
		return nil, fmt.Errorf("cannot get %s", u)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func nested(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	default:
		return nil, errors.New(resp.Status)
	}
}
