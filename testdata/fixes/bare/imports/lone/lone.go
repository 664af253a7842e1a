// Package lone has one import.
package lone

import "net/http" // the client

func f(u string) {
	http.Get(u) // want "discarded"
}

func g(u string) {
	http.Get(u) // want "discarded"
}
