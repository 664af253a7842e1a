// Package shadowed has a variable called io where the package is needed.
package shadowed

import (
	"io"
	"net/http"
)

var _ io.Reader

func f(u string) {
	io := 1
	http.Get(u) // want "discarded"
	println(io)
}
