// Package taken has something else called io.
package taken

import (
	"net/http"
)

var io = 1

func f(u string) {
	http.Get(u) // want "discarded"
	println(io)
}
