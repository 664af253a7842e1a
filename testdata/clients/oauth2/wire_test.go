package oauth2

import (
	"context"
	"io"
	"net/http"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	tokens := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "secret"})
	noting.Run(t, http.HandlerFunc(authorize), map[string]func(*noting.Wire){
		"badProfile":        func(w *noting.Wire) { badProfile(with(w), code(w), w.URL) },
		"goodProfile":       func(w *noting.Wire) { goodProfile(with(w), code(w), w.URL) },
		"goodRetrieveError": func(w *noting.Wire) { goodRetrieveError(with(w), machine(w)) },
		"badMachine":        func(w *noting.Wire) { badMachine(with(w), machine(w), w.URL) },
		"badStaticUnread":   func(w *noting.Wire) { badStaticUnread(with(w), w.URL) },
		"goodStatic":        func(w *noting.Wire) { goodStatic(with(w), w.URL) },
		"badTransport":      func(w *noting.Wire) { badTransport(w.Client.Transport, tokens, request(w)) },
		"goodTransport":     func(w *noting.Wire) { goodTransport(w.Client.Transport, tokens, request(w)) },
	})
}

func with(w *noting.Wire) context.Context {
	return context.WithValue(context.Background(), oauth2.HTTPClient, w.Client)
}

func code(w *noting.Wire) *oauth2.Config {
	return &oauth2.Config{ClientID: "id", Endpoint: oauth2.Endpoint{TokenURL: w.URL + "/token"}}
}

func machine(w *noting.Wire) *clientcredentials.Config {
	return &clientcredentials.Config{ClientID: "id", ClientSecret: "secret", TokenURL: w.URL + "/token"}
}

func request(w *noting.Wire) *http.Request {
	req, _ := http.NewRequest("GET", w.URL, nil)
	return req
}

func authorize(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"access_token":"secret","token_type":"bearer","expires_in":3600}`)
}
