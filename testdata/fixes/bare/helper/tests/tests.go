// Package tests has a helper in its tests, which nothing else can call.
package tests

import "net/http"

func Ping(u string) {
	http.Get(u) // want "discarded"
}
