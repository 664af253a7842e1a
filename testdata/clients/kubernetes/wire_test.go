package kubernetes

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/rest"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(logs), map[string]func(*noting.Wire){
		"badLogs":      func(w *noting.Wire) { badLogs(ctx, client(w)) },
		"badFirstLine": func(w *noting.Wire) { badFirstLine(ctx, client(w).Get()) },
		"badUnread":    func(w *noting.Wire) { badUnread(ctx, client(w).Get()) },
		"goodLogs":     func(w *noting.Wire) { goodLogs(ctx, client(w), io.Discard) },
		"goodLines":    func(w *noting.Wire) { goodLines(ctx, client(w).Get(), func(string) {}) },
		"goodRaw":      func(w *noting.Wire) { goodRaw(ctx, client(w)) },
		"goodDo":       func(w *noting.Wire) { goodDo(ctx, client(w)) },
	})
}

func client(w *noting.Wire) rest.Interface {
	conf := &rest.Config{Host: w.URL, APIPath: "/api"}
	conf.GroupVersion = &schema.GroupVersion{Version: "v1"}
	conf.NegotiatedSerializer = serializer.NewCodecFactory(runtime.NewScheme()).WithoutConversion()
	c, err := rest.RESTClientForConfigAndClient(conf, w.Client)
	if err != nil {
		panic(err)
	}
	return c
}

func logs(w http.ResponseWriter, _ *http.Request) {
	io.WriteString(w, strings.Repeat("a line of a log\n", 1000))
}
