// Package paths: with -unread=strict every path must read the body to EOF.
package paths

import (
	"errors"
	"io"
	"net/http"
)

func badReadOnSuccess(u string) ([]byte, error) {
	resp, err := http.Get(u) // want "closed on line 15 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func goodReadAlways(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
	}
	return b, err
}

func goodDrainedOnFailure(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		io.CopyN(io.Discard, resp.Body, 64<<10)
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func badNeverRead(u string) (int, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func badOneBranch(u string, whole bool) (int64, error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if whole {
		return io.Copy(io.Discard, resp.Body)
	}
	return resp.ContentLength, nil
}

func goodBothBranches(u string, w io.Writer, keep bool) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if keep {
		_, err = io.Copy(w, resp.Body)
	} else {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	return err
}

func badTwoCloses(u string) error {
	resp, err := http.Get(u) // want "closed on line 89 without being read to EOF"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		return resp.Body.Close()
	}
	_, err = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	return err
}

func goodNoContent(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func goodHead(u string, whole bool) (int64, error) {
	if whole {
		resp, err := http.Get(u)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		return io.Copy(io.Discard, resp.Body)
	}
	resp, err := http.Head(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.ContentLength, nil
}

func badUnlessLong(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.ContentLength > 0 {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	return err
}

// check closes what it does not like without reading it.
func check(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return errors.New(resp.Status)
	}
	return nil
}

func badHelperClosesUnread(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	if err := check(resp); err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// finish drains and closes.
func finish(resp *http.Response) {
	io.Copy(io.Discard, io.LimitReader(resp.Body, 256<<10))
	resp.Body.Close()
}

func goodHelperDrains(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer finish(resp)
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func badLoop(c *http.Client, u string) (string, error) {
	for range 3 {
		resp, err := c.Get(u) // want "without being read to EOF"
		if err != nil {
			return "", err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return string(b), err
	}
	return "", errors.New("no answer")
}

func goodLoop(c *http.Client, u string) (string, error) {
	for range 3 {
		resp, err := c.Get(u)
		if err != nil {
			return "", err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode >= 500 {
			continue
		}
		return string(b), err
	}
	return "", errors.New("no answer")
}

func badHandedOverOrUnread(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want "closed on line 217 without being read to EOF"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}

func goodHandedOverOrDrained(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		finish(resp)
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}
