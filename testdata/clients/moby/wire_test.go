package moby

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/moby/moby/client"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	var v any
	noting.Run(t, http.HandlerFunc(daemon), map[string]func(*noting.Wire){
		"badLogs":          func(w *noting.Wire) { badLogs(ctx, docker(w), io.Discard) },
		"badLogsUnread":    func(w *noting.Wire) { badLogsUnread(ctx, docker(w)) },
		"goodLogs":         func(w *noting.Wire) { goodLogs(ctx, docker(w), io.Discard) },
		"badPull":          func(w *noting.Wire) { badPull(ctx, docker(w)) },
		"badPullCopy":      func(w *noting.Wire) { badPullCopy(ctx, docker(w), io.Discard) },
		"goodPullCopy":     func(w *noting.Wire) { goodPullCopy(ctx, docker(w), io.Discard) },
		"goodPullWait":     func(w *noting.Wire) { goodPullWait(ctx, docker(w)) },
		"goodPullMessages": func(w *noting.Wire) { goodPullMessages(ctx, docker(w)) },
		"badStats":         func(w *noting.Wire) { badStats(ctx, docker(w), &v) },
		"goodStats":        func(w *noting.Wire) { goodStats(ctx, docker(w), &v) },
		"badCopy":          func(w *noting.Wire) { badCopy(ctx, docker(w)) },
		"goodCopy":         func(w *noting.Wire) { goodCopy(ctx, docker(w)) },
		"goodList":         func(w *noting.Wire) { goodList(ctx, docker(w)) },
	})
}

func docker(w *noting.Wire) *client.Client {
	cli, err := client.New(client.WithHost("tcp://"+strings.TrimPrefix(w.URL, "http://")),
		client.WithHTTPClient(w.Client), client.WithAPIVersion("1.51"))
	if err != nil {
		panic(err)
	}
	return cli
}

func daemon(w http.ResponseWriter, r *http.Request) {
	stat := base64.StdEncoding.EncodeToString([]byte(`{"name":"etc","mode":2147484141}`)) // a directory
	w.Header().Set("X-Docker-Container-Path-Stat", stat)
	if strings.HasSuffix(r.URL.Path, "/containers/json") {
		io.WriteString(w, `[]`)
		return
	}
	io.WriteString(w, `{"status":"done"}`)
}
