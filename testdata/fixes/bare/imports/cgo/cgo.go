// Package cgo has a file that the go command turns into another one before it is
// compiled: edits would land in that.
package cgo

// static int answer(void) { return 42; }
import "C"

import "net/http"

func F(u string) C.int {
	http.Get(u) // want "discarded"
	return C.answer()
}
