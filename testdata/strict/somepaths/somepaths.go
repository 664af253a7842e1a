// Package somepaths reads bodies on some paths only.
package somepaths

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func badStatus(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "http.Get may be closed on line 16 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func goodStatus(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		io.CopyN(io.Discard, resp.Body, 256<<10)
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func goodDeferredDrain(u string) (v any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}()
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func badOnFailureOnly(u string) string {
	resp, err := http.Get(u) // want "http.Get may be closed on line 57 without being read to EOF"
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		text, _ := io.ReadAll(resp.Body)
		return string(text)
	}
	return "ok"
}

func badFlag(u string, verbose bool) {
	resp, err := http.Get(u) // want "http.Get may be closed on line 73 without being read to EOF"
	if err != nil {
		return
	}
	if verbose {
		io.Copy(io.Discard, resp.Body)
	}
	resp.Body.Close()
}

func goodFlag(u string, verbose bool) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	if verbose {
		println(resp.Status)
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func badUnread(u string) {
	resp, err := http.Get(u) // want "http.Get is closed on line 93 without being read to EOF"
	if err != nil {
		return
	}
	resp.Body.Close()
}

func badNotClosed(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "http.Get is not closed when returning on line 102"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func goodNoContent(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

func goodHead(u string) (int64, error) {
	resp, err := http.Head(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.ContentLength, nil
}
