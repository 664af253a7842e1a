// Package renamed calls io something else.
package renamed

import (
	stream "io"
	"net/http"
)

var _ stream.Reader

func f(u string) {
	http.Get(u) // want "discarded"
}
