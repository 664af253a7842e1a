// Package gorilla dials websockets. The dialer replaces the body of the
// handshake's response by memory, so nothing is owed for it.
package gorilla

import (
	"fmt"
	"io"
	"net/http"

	"github.com/gorilla/websocket"
)

func goodDiscardsResponse(d *websocket.Dialer, u string) error {
	conn, _, err := d.Dial(u, nil)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.WriteMessage(websocket.TextMessage, []byte("hello"))
}

func goodLooksAtStatus(d *websocket.Dialer, u string) error {
	conn, resp, err := d.Dial(u, http.Header{"X-Client": {"test"}})
	if err != nil {
		if resp != nil {
			return fmt.Errorf("dial: %s: %w", resp.Status, err)
		}
		return err
	}
	defer conn.Close()
	return conn.WriteMessage(websocket.TextMessage, []byte(resp.Header.Get("Sec-Websocket-Protocol")))
}

func goodReadsRefusal(d *websocket.Dialer, u string) error {
	conn, resp, err := d.Dial(u, nil)
	if err == websocket.ErrBadHandshake {
		why, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("dial: %s", why)
	}
	if err != nil {
		return err
	}
	return conn.Close()
}

func goodClosesAnyway(d *websocket.Dialer, u string) error {
	conn, resp, err := d.Dial(u, nil)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	return conn.Close()
}

func badPollsWithoutClosing(d *websocket.Dialer, c *http.Client, u, poll string) (int, error) {
	conn, _, err := d.Dial(u, nil)
	if err == nil {
		return http.StatusSwitchingProtocols, conn.Close()
	}
	resp, err := c.Get(poll) // want "response body of c.Get is never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func goodPolls(d *websocket.Dialer, c *http.Client, u, poll string) ([]byte, error) {
	conn, _, err := d.Dial(u, nil)
	if err == nil {
		return nil, conn.Close()
	}
	resp, err := c.Get(poll)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
