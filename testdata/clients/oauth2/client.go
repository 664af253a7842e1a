// Package oauth2 sends requests with tokens. The client is an ordinary one; the
// library's own requests for tokens are closed by the library.
package oauth2

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

func badProfile(ctx context.Context, conf *oauth2.Config, u string) (map[string]any, error) {
	token, err := conf.Exchange(ctx, "code")
	if err != nil {
		return nil, err
	}
	resp, err := conf.Client(ctx, token).Get(u) // want "is never closed"
	if err != nil {
		return nil, err
	}
	var profile map[string]any
	return profile, json.NewDecoder(resp.Body).Decode(&profile)
}

func goodProfile(ctx context.Context, conf *oauth2.Config, u string) (map[string]any, error) {
	token, err := conf.Exchange(ctx, "code")
	if err != nil {
		return nil, err
	}
	resp, err := conf.Client(ctx, token).Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var profile map[string]any
	return profile, json.NewDecoder(resp.Body).Decode(&profile)
}

// The response in the error has been read and closed.
func goodRetrieveError(ctx context.Context, conf *clientcredentials.Config) (int, error) {
	_, err := conf.Token(ctx)
	var failed *oauth2.RetrieveError
	if errors.As(err, &failed) {
		return failed.Response.StatusCode, fmt.Errorf("token: %s", failed.Body)
	}
	return http.StatusOK, err
}

func badMachine(ctx context.Context, conf *clientcredentials.Config, u string) error {
	client := conf.Client(ctx)
	resp, err := client.Get(u) // want "response body of client.Get is not closed when returning on line 61"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusAccepted {
		return fmt.Errorf("get: %s", resp.Status)
	}
	return resp.Body.Close()
}

func badStaticUnread(ctx context.Context, u string) (int, error) {
	client := oauth2.NewClient(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "secret"}))
	resp, err := client.Get(u) // want "response body of client.Get is closed on line 72 without being read to EOF"
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func goodStatic(ctx context.Context, u string) ([]byte, error) {
	client := oauth2.NewClient(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "secret"}))
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func badTransport(base http.RoundTripper, tokens oauth2.TokenSource, req *http.Request) (int, error) {
	tr := &oauth2.Transport{Base: base, Source: tokens}
	resp, err := tr.RoundTrip(req) // want "response body of tr.RoundTrip is never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func goodTransport(base http.RoundTripper, tokens oauth2.TokenSource, req *http.Request) ([]byte, error) {
	tr := &oauth2.Transport{Base: base, Source: tokens}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
