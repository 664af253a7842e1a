// Package elastic asks Elasticsearch. Each response holds a body that the
// caller has to close, whatever its status.
package elastic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

func badSearchFailed(ctx context.Context, es *esapi.API, v any) error {
	res, err := es.Search(es.Search.WithContext(ctx), es.Search.WithIndex("test")) // want "es.Search is not closed when returning on line 22"
	if err != nil {
		return err
	}
	if res.IsError() {
		return errors.New(res.Status())
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(v)
}

func badPing(es *esapi.API) (bool, error) {
	res, err := es.Cat.Health() // want "Health is never closed"
	if err != nil {
		return false, err
	}
	return !res.IsError(), nil
}

func goodSearch(ctx context.Context, es *esapi.API, v any) error {
	res, err := es.Search(es.Search.WithContext(ctx), es.Search.WithIndex("test"))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.IsError() {
		io.Copy(io.Discard, res.Body)
		return errors.New(res.Status())
	}
	return json.NewDecoder(res.Body).Decode(v)
}

// String reads the body, closes it and puts a copy in its place.
func goodInfo(es *esapi.API) (string, error) {
	res, err := es.Info()
	if err != nil {
		return "", err
	}
	return res.String(), nil
}

func badIndexDiscarded(ctx context.Context, tr esapi.Transport) error {
	req := esapi.IndexRequest{Index: "test", DocumentID: "1", Body: strings.NewReader(`{"title":"go"}`), Refresh: "true"}
	_, err := req.Do(ctx, tr) // want "response body of req.Do is discarded"
	return err
}

func badIndexFailed(ctx context.Context, tr esapi.Transport, v any) error {
	req := esapi.IndexRequest{Index: "test", Body: strings.NewReader(`{"title":"go"}`)}
	res, err := req.Do(ctx, tr) // want "response body of req.Do is not closed when returning on line 71"
	if err != nil {
		return err
	}
	if res.StatusCode != 201 {
		return fmt.Errorf("index: %s", res.Status())
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(v)
}

func badIndexUnread(ctx context.Context, tr esapi.Transport) (bool, error) {
	res, err := esapi.IndexRequest{Index: "test", Body: strings.NewReader(`{}`)}.Do(ctx, tr) // want "is closed on line 82 without being read to EOF"
	if err != nil {
		return false, err
	}
	defer res.Body.Close()
	return res.IsError(), nil
}

func goodIndex(ctx context.Context, tr esapi.Transport, v any) error {
	req := esapi.IndexRequest{Index: "test", Body: strings.NewReader(`{"title":"go"}`)}
	res, err := req.Do(ctx, tr)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(v)
}

func goodInfoRequest(ctx context.Context, tr esapi.Transport) (string, error) {
	res, err := esapi.InfoRequest{}.Do(ctx, tr)
	if err != nil {
		return "", err
	}
	return res.String(), nil
}
