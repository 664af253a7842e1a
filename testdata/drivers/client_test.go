package consumer

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestForgotten(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusNotFound {
		t.Error(resp.Status)
	}
}
