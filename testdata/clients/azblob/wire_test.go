package azblob

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"

	"respbody.test/clients/noting"
)

func TestWire(t *testing.T) {
	ctx := context.Background()
	noting.Run(t, http.HandlerFunc(container), map[string]func(*noting.Wire){
		"badDownload":         func(w *noting.Wire) { badDownload(ctx, client(w)) },
		"badDownloadTooLarge": func(w *noting.Wire) { badDownloadTooLarge(ctx, client(w), 1) },
		"badDownloadUnread":   func(w *noting.Wire) { badDownloadUnread(ctx, client(w)) },
		"goodDownload":        func(w *noting.Wire) { goodDownload(ctx, client(w), io.Discard) },
		"goodRetryReader":     func(w *noting.Wire) { goodRetryReader(ctx, client(w)) },
		"badRetryReader":      func(w *noting.Wire) { badRetryReader(ctx, client(w)) },
		"goodBuffer":          func(w *noting.Wire) { goodBuffer(ctx, client(w), make([]byte, 9)) },
		"goodUpload":          func(w *noting.Wire) { goodUpload(ctx, client(w), []byte("data")) },
		"goodProperties":      func(w *noting.Wire) { goodProperties(ctx, client(w)) },
		"goodDelete":          func(w *noting.Wire) { goodDelete(ctx, client(w)) },
	})
}

func client(w *noting.Wire) *azblob.Client {
	options := &azblob.ClientOptions{}
	options.Transport = w.Client
	options.Retry = policy.RetryOptions{MaxRetries: -1}
	c, err := azblob.NewClientWithNoCredential(w.URL, options)
	if err != nil {
		panic(err)
	}
	return c
}

func container(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodPut:
		w.WriteHeader(http.StatusCreated)
	case http.MethodDelete:
		w.WriteHeader(http.StatusAccepted)
	default:
		w.Header().Set("Content-Length", "9")
		if r.Method == http.MethodGet {
			io.WriteString(w, "an object")
		}
	}
}
