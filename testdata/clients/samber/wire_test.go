package samber

import (
	"io"
	"net/http"
	"testing"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	noting.Run(t, http.HandlerFunc(document), map[string]func(*noting.Wire){
		"badMust":       try(func(w *noting.Wire) { badMust(w.Client, w.URL) }),
		"badMustBody":   try(func(w *noting.Wire) { badMustBody(w.Client, w.URL) }),
		"badMustUnread": try(func(w *noting.Wire) { badMustUnread(w.Client, w.URL) }),
		"goodMust":      try(func(w *noting.Wire) { goodMust(w.Client, w.URL) }),
		"goodMust2":     try(func(w *noting.Wire) { goodMust2(w.Client, w.URL) }),
		"goodFanOut":    func(w *noting.Wire) { goodFanOut(w.Client, []string{w.URL, w.URL}) },
		"badFanOut":     func(w *noting.Wire) { badFanOut(w.Client, []string{w.URL, w.URL}) },
		"goodTry":       func(w *noting.Wire) { goodTry(w.Client, w.URL) },
		"goodAsync":     func(w *noting.Wire) { goodAsync(w.Client, w.URL) },
		"badTernary":    func(w *noting.Wire) { badTernary(w.Client, w.URL) },
	})
}

// try runs a case that panics where nobody answers: then it owes nothing.
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
