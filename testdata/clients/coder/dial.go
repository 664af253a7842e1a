// Package coder dials websockets. The dialer keeps the body of the handshake's
// response, which is the connection, and closes it if the handshake fails:
// "You never need to close resp.Body yourself."
package coder

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/coder/websocket"
)

func goodDiscardsResponse(ctx context.Context, c *http.Client, u string) error {
	conn, _, err := websocket.Dial(ctx, u, &websocket.DialOptions{HTTPClient: c})
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	return conn.Write(ctx, websocket.MessageText, []byte("hello"))
}

func goodLooksAtStatus(ctx context.Context, c *http.Client, u string) error {
	conn, resp, err := websocket.Dial(ctx, u, &websocket.DialOptions{HTTPClient: c})
	if err != nil {
		if resp != nil {
			return fmt.Errorf("dial: %s: %w", resp.Status, err)
		}
		return err
	}
	defer conn.Close(websocket.StatusNormalClosure, "")
	return conn.Write(ctx, websocket.MessageText, []byte(resp.Header.Get("Sec-Websocket-Protocol")))
}

func goodReadsRefusal(ctx context.Context, c *http.Client, u string) error {
	conn, resp, err := websocket.Dial(ctx, u, &websocket.DialOptions{HTTPClient: c})
	if err != nil && resp != nil {
		why, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("dial: %s", why)
	}
	if err != nil {
		return err
	}
	return conn.CloseNow()
}

func badHandshakesByHand(c *http.Client, u string) (string, error) {
	resp, err := c.Get(u) // want "response body of c.Get is not closed when returning on line 54"
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return "", fmt.Errorf("handshake: %s", resp.Status)
	}
	resp.Body.Close()
	return resp.Header.Get("Upgrade"), nil
}
