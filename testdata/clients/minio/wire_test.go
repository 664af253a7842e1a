package minio

import (
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "file")
	noting.Run(t, http.HandlerFunc(bucket), map[string]func(*noting.Wire){
		"badGet":          func(w *noting.Wire) { badGet(ctx, client(w)) },
		"badGetStat":      func(w *noting.Wire) { badGetStat(ctx, client(w), 1) },
		"goodGet":         func(w *noting.Wire) { goodGet(ctx, client(w), io.Discard) },
		"badCore":         func(w *noting.Wire) { badCore(ctx, minio.Core{Client: client(w)}) },
		"badCoreTooLarge": func(w *noting.Wire) { badCoreTooLarge(ctx, minio.Core{Client: client(w)}, 1) },
		"badCoreUnread":   func(w *noting.Wire) { badCoreUnread(ctx, minio.Core{Client: client(w)}) },
		"goodCore":        func(w *noting.Wire) { goodCore(ctx, minio.Core{Client: client(w)}) },
		"goodFile":        func(w *noting.Wire) { goodFile(ctx, client(w), file) },
		"goodStat":        func(w *noting.Wire) { goodStat(ctx, client(w)) },
		"goodPut":         func(w *noting.Wire) { goodPut(ctx, client(w), strings.NewReader("data"), 4) },
	})
}

func client(w *noting.Wire) *minio.Client {
	c, err := minio.New(strings.TrimPrefix(w.URL, "http://"), &minio.Options{
		Creds: credentials.NewStaticV4("id", "secret", ""), Region: "us-east-1",
		Transport: w.Client.Transport, MaxRetries: 1,
	})
	if err != nil {
		panic(err)
	}
	return c
}

func bucket(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"1"`)
	w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
	io.WriteString(w, "an object")
}
