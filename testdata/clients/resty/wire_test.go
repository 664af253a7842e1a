package resty

import (
	"io"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/go-resty/resty/v2"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	noting.Run(t, http.HandlerFunc(document), map[string]func(*noting.Wire){
		"goodGet":          func(w *noting.Wire) { goodGet(client(w), w.URL) },
		"goodStatus":       func(w *noting.Wire) { goodStatus(client(w), w.URL) },
		"goodResult":       func(w *noting.Wire) { goodResult(client(w), w.URL) },
		"goodOutput":       func(w *noting.Wire) { goodOutput(client(w), w.URL, file) },
		"goodRawHeader":    func(w *noting.Wire) { goodRawHeader(client(w), w.URL) },
		"goodRawBody":      func(w *noting.Wire) { goodRawBody(client(w), w.URL, io.Discard) },
		"badRawBody":       func(w *noting.Wire) { badRawBody(client(w), w.URL, io.Discard) },
		"badRawBodyStatus": func(w *noting.Wire) { badRawBodyStatus(client(w), w.URL) },
	})
}

func client(w *noting.Wire) *resty.Client { return resty.NewWithClient(w.Client).SetLogger(quiet{}) }

type quiet struct{}

func (quiet) Errorf(string, ...any) {}
func (quiet) Warnf(string, ...any)  {}
func (quiet) Debugf(string, ...any) {}

func document(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"name":"gopher"}`)
}
