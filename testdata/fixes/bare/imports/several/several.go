// Package several has several declarations.
package several

import "fmt"
import "net/http"

var _ = fmt.Sprint

func f(u string) {
	http.Get(u) // want "discarded"
}
