// Package dot imports io with a dot.
package dot

import (
	. "io"
	"net/http"
)

var _ Reader

func f(u string) {
	http.Get(u) // want "discarded"
}
