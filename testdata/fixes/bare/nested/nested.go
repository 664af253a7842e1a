// Package nested calls in the middle of expressions.
package nested

import (
	"fmt"
	"io"
	"net/http"
)

func must(resp *http.Response, err error) *http.Response {
	if err != nil {
		panic(err)
	}
	return resp
}

func status(resp *http.Response, err error) int {
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

func argument(u string) int {
	return status(http.Get(u)) // want "never closed"
}

func selected(u string) int {
	return must(http.Get(u)).StatusCode // want "never closed"
}

func read(u string) {
	b, _ := io.ReadAll(must(http.Get(u)).Body) // want "never closed"
	fmt.Printf("%s\n", b)
}

func inCondition(u string) bool {
	if must(http.Get(u)).StatusCode == http.StatusOK { // want "never closed"
		return true
	}
	return false
}

func inSwitch(u string) string {
	switch must(http.Get(u)).StatusCode { // want "never closed"
	case http.StatusOK:
		return "ok"
	}
	return ""
}

func assigned(u string) int {
	resp := must(http.Get(u)) // want "never closed"
	return resp.StatusCode
}

// What stands before the call is evaluated first, and may matter.
func after(u string) int {
	return first() + must(http.Get(u)).StatusCode // want "never closed"
}

func perhaps(u string, ask bool) bool {
	return ask && must(http.Get(u)).StatusCode == http.StatusOK // want "never closed|on every path"
}

func first() int { return 1 }

// The reader goes on without the response.
func handedOut(u string) io.Reader {
	return io.LimitReader(must(http.Get(u)).Body, 10) // want "never closed"
}

func closedAtOnce(u string) error {
	return must(http.Get(u)).Body.Close() // want "without being read to EOF"
}
