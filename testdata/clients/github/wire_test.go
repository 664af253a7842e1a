package github

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-github/v84/github"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(api), map[string]func(*noting.Wire){
		"goodGetsUser":      func(w *noting.Wire) { goodGetsUser(ctx, client(w)) },
		"goodPages":         func(w *noting.Wire) { goodPages(ctx, client(w)) },
		"goodLooksAtStatus": func(w *noting.Wire) { goodLooksAtStatus(ctx, client(w)) },
		"goodDoes":          func(w *noting.Wire) { goodDoes(ctx, client(w)) },
		"goodDoesForStatus": func(w *noting.Wire) { goodDoesForStatus(ctx, client(w), request(w)) },
		"badBareDo":         func(w *noting.Wire) { badBareDo(ctx, client(w), request(w)) },
		"badBareDoUnread":   func(w *noting.Wire) { badBareDoUnread(ctx, client(w), request(w)) },
		"goodBareDo":        func(w *noting.Wire) { goodBareDo(ctx, client(w), request(w)) },
		"badDownload":       func(w *noting.Wire) { badDownload(ctx, client(w), io.Discard) },
		"badDownloadFailed": func(w *noting.Wire) { badDownloadFailed(ctx, client(w)) },
		"goodDownload":      func(w *noting.Wire) { goodDownload(ctx, client(w)) },
		"badAsset":          func(w *noting.Wire) { badAsset(ctx, client(w), w.Client, io.Discard) },
		"goodAsset":         func(w *noting.Wire) { goodAsset(ctx, client(w), w.Client, io.Discard) },
	})
}

func client(w *noting.Wire) *github.Client {
	c := github.NewClient(w.Client)
	c.BaseURL, _ = url.Parse(w.URL + "/")
	return c
}

func request(w *noting.Wire) *http.Request {
	req, _ := client(w).NewRequest("GET", "meta", nil)
	return req
}

// api answers like GitHub: a file too large to be sent along is found in the
// listing of its directory.
func api(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/repos/golang/go/contents/README.md":
		fmt.Fprint(w, `{"name":"README.md","encoding":"none","size":2000000}`)
	case strings.HasPrefix(path, "/repos/golang/go/contents"):
		fmt.Fprintf(w, `[{"name":"README.md","download_url":"http://%s/raw"}]`, r.Host)
	case path == "/repos/golang/go/releases/assets/1":
		http.Redirect(w, r, "/raw", http.StatusFound)
	case strings.HasSuffix(path, "/repos"):
		fmt.Fprint(w, `[{"name":"go"}]`)
	default:
		fmt.Fprint(w, `{"name":"gopher"}`)
	}
}
