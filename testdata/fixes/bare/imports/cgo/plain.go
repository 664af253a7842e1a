package cgo

import "net/http"

func G(u string) {
	http.Get(u) // want "discarded"
}
