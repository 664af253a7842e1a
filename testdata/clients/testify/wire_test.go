package testify

import (
	"io"
	"net/http"
	"testing"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	noting.Run(t, http.HandlerFunc(document), map[string]func(*noting.Wire){
		"badRequire":       try(func(w *noting.Wire) { badRequire(ends{}, w.Client, w.URL) }),
		"badRequireUnread": try(func(w *noting.Wire) { badRequireUnread(ends{}, w.Client, w.URL) }),
		"goodRequire":      try(func(w *noting.Wire) { goodRequire(ends{}, w.Client, w.URL) }),
		"goodRequireNil":   try(func(w *noting.Wire) { goodRequireNil(ends{}, w.Client, w.URL) }),
		"goodAssertions":   try(func(w *noting.Wire) { goodAssertions(ends{}, w.Client, w.URL) }),
		"goodRefused":      try(func(w *noting.Wire) { goodRefused(ends{}, w.Client) }),
		"badIfAssert":      func(w *noting.Wire) { badIfAssert(ends{}, w.Client, w.URL) },
		"goodIfAssert":     func(w *noting.Wire) { goodIfAssert(ends{}, w.Client, w.URL) },
	})
}

// ends is a test that may fail.
type ends struct{}

func (ends) Errorf(string, ...any) {}
func (ends) FailNow()              { panic("failed") }

// try runs a case whose test may fail. Only what returns owes anything.
func try(f func(*noting.Wire)) func(*noting.Wire) {
	return func(w *noting.Wire) {
		defer func() {
			if recover() != nil {
				w.Forget()
			}
		}()
		f(w)
	}
}

func document(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"name":"gopher"}`) }
