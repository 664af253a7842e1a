package gorilla

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	noting.Run(t, http.HandlerFunc(upgrade), map[string]func(*noting.Wire){
		"goodDiscardsResponse":   func(w *noting.Wire) { goodDiscardsResponse(dialer(w), ws(w)) },
		"goodLooksAtStatus":      func(w *noting.Wire) { goodLooksAtStatus(dialer(w), ws(w)) },
		"goodReadsRefusal":       func(w *noting.Wire) { goodReadsRefusal(dialer(w), ws(w)) },
		"goodClosesAnyway":       func(w *noting.Wire) { goodClosesAnyway(dialer(w), ws(w)) },
		"badPollsWithoutClosing": func(w *noting.Wire) { badPollsWithoutClosing(dialer(w), w.Client, ws(w), w.URL) },
		"goodPolls":              func(w *noting.Wire) { goodPolls(dialer(w), w.Client, ws(w), w.URL) },
	})
}

func dialer(w *noting.Wire) *websocket.Dialer { return &websocket.Dialer{NetDial: w.Dial} }

func ws(w *noting.Wire) string { return "ws" + strings.TrimPrefix(w.URL, "http") }

func upgrade(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.ReadMessage()
}
