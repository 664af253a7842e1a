package s3

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(bucket), map[string]func(*noting.Wire){
		"badGet":         func(w *noting.Wire) { badGet(ctx, client(w)) },
		"badGetTooLarge": func(w *noting.Wire) { badGetTooLarge(ctx, client(w), 1) },
		"badGetUnread":   func(w *noting.Wire) { badGetUnread(ctx, client(w)) },
		"goodGet":        func(w *noting.Wire) { goodGet(ctx, client(w), io.Discard) },
		"badOpen":        func(w *noting.Wire) { badOpen(ctx, client(w)) },
		"goodOpen":       func(w *noting.Wire) { goodOpen(ctx, client(w)) },
		"goodPut":        func(w *noting.Wire) { goodPut(ctx, client(w), []byte("data")) },
		"goodHead":       func(w *noting.Wire) { goodHead(ctx, client(w)) },
		"goodList":       func(w *noting.Wire) { goodList(ctx, client(w)) },
	})
}

func client(w *noting.Wire) *s3.Client {
	return s3.New(s3.Options{
		Region: "us-east-1", Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &w.URL,
		UsePathStyle: true, HTTPClient: w.Client, RetryMaxAttempts: 1,
	})
}

func bucket(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("list-type") {
		io.WriteString(w, `<ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>`)
		return
	}
	io.WriteString(w, "an object")
}
