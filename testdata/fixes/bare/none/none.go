// Package none has findings that nothing should be changed for without a person.
package none

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
)

// The reader outlives the function.
func reader(u string) (*bufio.Reader, error) {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(resp.Body), nil
}

type store struct{ r io.Reader }

func (s *store) fill(u string) error {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return err
	}
	s.r = bufio.NewReader(resp.Body)
	return nil
}

// A goroutine reads, perhaps for longer than the function runs.
func goroutine(u string) error {
	resp, err := http.Get(u) // want "never closed"
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() { io.Copy(io.Discard, resp.Body) })
	wg.Wait()
	return nil
}

// The body of an upgraded connection is the connection.
func upgrade(c *http.Client, req *http.Request) (string, error) {
	req.Header.Set("Connection", "Upgrade")
	resp, err := c.Do(req) // want "never closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Sec-Accept"), nil
}

func switched(c *http.Client, req *http.Request) (string, error) {
	resp, err := c.Do(req) // want "not closed when returning"
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return resp.Header.Get("Sec-Accept"), nil
	}
	return "", errors.New(resp.Status)
}

func dialed(c *http.Client, u string) error {
	resp, err := c.Get(strings.Replace(u, "ws://websocket.", "http://", 1)) // want "never closed"
	if err != nil {
		return err
	}
	println(resp.Status)
	return nil
}

// Whoever is given the response closes it, but not on this path.
func handedOver(u string, ok bool) error {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return err
	}
	if !ok {
		goto wrong
	}
	return show(resp)
wrong:
	return errors.New("wrong")
}

var show func(*http.Response) error

// A stream of events has no end.
func events(c *http.Client, req *http.Request) (string, error) {
	req.Header.Set("Accept", "text/event-stream")
	resp, err := c.Do(req) // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Nothing closes a plain reader.
func plain(u string) (io.Reader, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func usesPlain(u string) ([]byte, error) {
	r, err := plain(u) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func jumps(u string) (err error) {
	resp, err := http.Get(u) // want "not closed when returning"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		goto done
	}
	_, err = io.ReadAll(resp.Body)
	resp.Body.Close()
done:
	return err
}

// Who has the response depends on what save returns.
func implicitReturn(c *http.Client, u string) {
	resp, err := c.Get(u) // want "not closed when returning"
	if err != nil {
		return
	}
	if save(resp) {
		return
	}
}

func save(resp *http.Response) bool {
	if resp.StatusCode != http.StatusOK {
		return false
	}
	saved = resp
	return true
}

var saved *http.Response
