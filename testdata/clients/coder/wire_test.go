package coder

import (
	"context"
	"net/http"
	"testing"

	"github.com/coder/websocket"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(accept), map[string]func(*noting.Wire){
		"goodDiscardsResponse": func(w *noting.Wire) { goodDiscardsResponse(ctx, w.Client, w.URL) },
		"goodLooksAtStatus":    func(w *noting.Wire) { goodLooksAtStatus(ctx, w.Client, w.URL) },
		"goodReadsRefusal":     func(w *noting.Wire) { goodReadsRefusal(ctx, w.Client, w.URL) },
		"badHandshakesByHand":  func(w *noting.Wire) { badHandshakesByHand(w.Client, w.URL) },
	})
}

func accept(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	conn.Read(r.Context())
}
