// Package testify tests with assertions that end the test, and with some that
// do not.
package testify

import (
	"io"
	"net/http"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func badRequire(t require.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u) // want "response body of c.Get is never closed"
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode)
}

func badRequireUnread(t require.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u) // want "response body of c.Get is closed on line 22 without being read to EOF"
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode)
}

func goodRequire(t require.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.JSONEq(t, `{"name":"gopher"}`, string(body))
}

func goodRequireNil(t require.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u)
	require.Nil(t, err)
	require.NotNil(t, resp)
	_, err = io.Copy(io.Discard, resp.Body)
	assert.NoError(t, err)
	require.NoError(t, resp.Body.Close())
}

func goodAssertions(t require.TestingT, c *http.Client, u string) {
	is := require.New(t)
	resp, err := c.Get(u)
	is.NoError(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	is.NoError(err)
	is.NotEmpty(body)
}

// The request must fail.
func goodRefused(t require.TestingT, c *http.Client) {
	_, err := c.Get("http://127.0.0.1:1/")
	require.Error(t, err)
}

func badIfAssert(t assert.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u) // want "response body of c.Get is never closed"
	if assert.NoError(t, err) {
		assert.Equal(t, http.StatusOK, resp.StatusCode)
	}
}

func goodIfAssert(t assert.TestingT, c *http.Client, u string) {
	resp, err := c.Get(u)
	if !assert.NoError(t, err) {
		return
	}
	defer resp.Body.Close()
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	io.Copy(io.Discard, resp.Body)
}
