// Package systems has a helper for some systems only.
package systems

import "net/http"

func Ping(u string) {
	http.Get(u) // want "discarded"
}
