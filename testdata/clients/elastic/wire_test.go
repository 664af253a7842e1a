package elastic

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/elastic/elastic-transport-go/v8/elastictransport"
	"github.com/elastic/go-elasticsearch/v8/esapi"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	var v any
	noting.Run(t, http.HandlerFunc(document), map[string]func(*noting.Wire){
		"badSearchFailed":   func(w *noting.Wire) { badSearchFailed(ctx, esapi.New(transport(w)), &v) },
		"badPing":           func(w *noting.Wire) { badPing(esapi.New(transport(w))) },
		"goodSearch":        func(w *noting.Wire) { goodSearch(ctx, esapi.New(transport(w)), &v) },
		"goodInfo":          func(w *noting.Wire) { goodInfo(esapi.New(transport(w))) },
		"badIndexDiscarded": func(w *noting.Wire) { badIndexDiscarded(ctx, transport(w)) },
		"badIndexFailed":    func(w *noting.Wire) { badIndexFailed(ctx, transport(w), &v) },
		"badIndexUnread":    func(w *noting.Wire) { badIndexUnread(ctx, transport(w)) },
		"goodIndex":         func(w *noting.Wire) { goodIndex(ctx, transport(w), &v) },
		"goodInfoRequest":   func(w *noting.Wire) { goodInfoRequest(ctx, transport(w)) },
	})
}

func transport(w *noting.Wire) esapi.Transport {
	u, _ := url.Parse(w.URL)
	tr, _ := elastictransport.New(elastictransport.Config{
		URLs: []*url.URL{u}, Transport: w.Client.Transport, DisableRetry: true,
	})
	return tr
}

func document(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"name":"gopher"}`) }
