// Package samber wraps calls in Must, which hands on what it is given.
package samber

import (
	"io"
	"net/http"

	"github.com/samber/lo"
)

func badMust(c *http.Client, u string) int {
	resp := lo.Must(c.Get(u)) // want "response body of c.Get is never closed"
	return resp.StatusCode
}

func badMustBody(c *http.Client, u string) []byte {
	body := lo.Must(c.Get(u)).Body // want "response body of c.Get is never closed"
	return lo.Must(io.ReadAll(body))
}

func badMustUnread(c *http.Client, u string) int {
	resp := lo.Must1(c.Get(u)) // want "response body of c.Get is closed on line 23 without being read to EOF"
	defer resp.Body.Close()
	return resp.StatusCode
}

func goodMust(c *http.Client, u string) []byte {
	resp := lo.Must(c.Get(u))
	defer resp.Body.Close()
	return lo.Must(io.ReadAll(resp.Body))
}

func goodMust2(c *http.Client, u string) []byte {
	body, _ := lo.Must2(fetch(c, u))
	return body
}

func fetch(c *http.Client, u string) ([]byte, int, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return body, resp.StatusCode, err
}

// A body is closed for each response that came; those that did not are nil.
func goodFanOut(c *http.Client, urls []string) {
	lo.ForEach(urls, func(u string, _ int) {
		resp, err := c.Get(u)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	})
}

func badFanOut(c *http.Client, urls []string) []int {
	return lo.Map(urls, func(u string, _ int) int {
		resp, err := c.Get(u) // want "response body of c.Get is never closed"
		if err != nil {
			return 0
		}
		return resp.StatusCode
	})
}

func goodTry(c *http.Client, u string) bool {
	return lo.Try(func() error {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	})
}

func goodAsync(c *http.Client, u string) int {
	status := lo.Async(func() int {
		resp, err := c.Get(u)
		if err != nil {
			return 0
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
		return resp.StatusCode
	})
	return <-status
}

func badTernary(c *http.Client, u string) string {
	resp, err := c.Get(u) // want "response body of c.Get is never closed"
	if err != nil {
		return ""
	}
	return lo.Ternary(resp.StatusCode == http.StatusOK, resp.Header.Get("Etag"), "")
}
