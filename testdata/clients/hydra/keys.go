// Package hydra uses a client made by the OpenAPI generator. Each call reads
// the body, closes it and puts a copy of what it read in its place.
package hydra

import (
	"context"
	"fmt"
	"io"
	"net/http"

	hydra "github.com/ory/hydra-client-go/v2"
)

func goodGetKey(ctx context.Context, c *hydra.APIClient) (string, error) {
	keys, _, err := c.JwkAPI.GetJsonWebKey(ctx, "set", "kid").Execute()
	if err != nil {
		return "", err
	}
	return keys.Keys[0].Kid, nil
}

// As the generator's own documentation does it.
func goodPrintsResponse(ctx context.Context, c *hydra.APIClient, w io.Writer) {
	keys, r, err := c.JwkAPI.GetJsonWebKeySet(ctx, "set").Execute()
	if err != nil {
		fmt.Fprintf(w, "Error when calling `JwkAPI.GetJsonWebKeySet``: %v\n", err)
		fmt.Fprintf(w, "Full HTTP response: %v\n", r)
	}
	fmt.Fprintf(w, "Response from `JwkAPI.GetJsonWebKeySet`: %v\n", keys)
}

func goodLooksAtStatus(ctx context.Context, c *hydra.APIClient) (bool, error) {
	_, r, err := c.MetadataAPI.IsReady(ctx).Execute()
	if r != nil && r.StatusCode == http.StatusServiceUnavailable {
		return false, nil
	}
	return err == nil, err
}

func goodReadsCopy(ctx context.Context, c *hydra.APIClient) (string, error) {
	_, r, err := c.MetadataAPI.GetVersion(ctx).Execute()
	if r == nil {
		return "", err
	}
	body, err := io.ReadAll(r.Body)
	return string(body), err
}

func goodDelete(ctx context.Context, c *hydra.APIClient) (int, error) {
	r, err := c.JwkAPI.DeleteJsonWebKey(ctx, "set", "kid").Execute()
	if err != nil {
		return 0, err
	}
	return r.StatusCode, nil
}

func goodDeletes(ctx context.Context, c *hydra.APIClient) error {
	_, err := c.OAuth2API.DeleteOAuth2Client(ctx, "id").Execute()
	return err
}

func goodExecute(api *hydra.JwkAPIService, req hydra.JwkAPIDeleteJsonWebKeyRequest) error {
	r, err := api.DeleteJsonWebKeyExecute(req)
	if err != nil {
		return err
	}
	if r.StatusCode != http.StatusNoContent {
		return fmt.Errorf("delete: %s", r.Status)
	}
	return nil
}

func badByHand(ctx context.Context, c *hydra.APIClient) (int, error) {
	conf := c.GetConfig()
	req, err := http.NewRequestWithContext(ctx, "GET", conf.Servers[0].URL+"/health/ready", nil)
	if err != nil {
		return 0, err
	}
	r, err := conf.HTTPClient.Do(req) // want "response body of conf.HTTPClient.Do is never closed"
	if err != nil {
		return 0, err
	}
	return r.StatusCode, nil
}
