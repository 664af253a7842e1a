package hydra

import (
	"context"
	"io"
	"net/http"
	"testing"

	hydra "github.com/ory/hydra-client-go/v2"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(admin), map[string]func(*noting.Wire){
		"goodGetKey":         func(w *noting.Wire) { goodGetKey(ctx, client(w)) },
		"goodPrintsResponse": func(w *noting.Wire) { goodPrintsResponse(ctx, client(w), io.Discard) },
		"goodLooksAtStatus":  func(w *noting.Wire) { goodLooksAtStatus(ctx, client(w)) },
		"goodReadsCopy":      func(w *noting.Wire) { goodReadsCopy(ctx, client(w)) },
		"goodDelete":         func(w *noting.Wire) { goodDelete(ctx, client(w)) },
		"goodDeletes":        func(w *noting.Wire) { goodDeletes(ctx, client(w)) },
		"goodExecute": func(w *noting.Wire) {
			api := client(w).JwkAPI.(*hydra.JwkAPIService)
			goodExecute(api, api.DeleteJsonWebKey(ctx, "set", "kid"))
		},
		"badByHand": func(w *noting.Wire) { badByHand(ctx, client(w)) },
	})
}

func client(w *noting.Wire) *hydra.APIClient {
	conf := hydra.NewConfiguration()
	conf.HTTPClient = w.Client
	conf.Servers = hydra.ServerConfigurations{{URL: w.URL}}
	return hydra.NewAPIClient(conf)
}

func admin(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"keys":[{"alg":"RS256","kid":"kid","kty":"RSA","use":"sig"}],"status":"ok","version":"v2"}`)
}
