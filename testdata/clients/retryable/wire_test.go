package retryable

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	var v any
	noting.Run(t, http.HandlerFunc(document), map[string]func(*noting.Wire){
		"badNeverCloses":      func(w *noting.Wire) { badNeverCloses(client(w), w.URL) },
		"badStatusFirst":      func(w *noting.Wire) { badStatusFirst(client(w), w.URL, &v) },
		"badUnread":           func(w *noting.Wire) { badUnread(client(w), w.URL) },
		"goodGet":             func(w *noting.Wire) { goodGet(client(w), w.URL) },
		"goodPost":            func(w *noting.Wire) { goodPost(client(w), w.URL, &v) },
		"goodResponseHandler": func(w *noting.Wire) { goodResponseHandler(client(w), w.URL, &v) },
		"badStandardClient":   func(w *noting.Wire) { badStandardClient(client(w), w.URL) },
		"goodStandardClient":  func(w *noting.Wire) { goodStandardClient(client(w), w.URL) },
		"badPassthrough":      func(w *noting.Wire) { badPassthrough(client(w), w.URL) },
		"goodPassthrough":     func(w *noting.Wire) { goodPassthrough(client(w), w.URL) },
	})
}

func client(w *noting.Wire) *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.HTTPClient, c.Logger = w.Client, nil
	c.RetryMax, c.RetryWaitMin, c.RetryWaitMax = 1, time.Millisecond, time.Millisecond
	return c
}

func document(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"name":"gopher"}`) }
