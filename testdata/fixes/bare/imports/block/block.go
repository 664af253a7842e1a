// Package block has a block of imports.
package block

import (
	"fmt"
	"net/http" // the client

	"github.com/stretchr/testify/require"
)

var _, _ = fmt.Sprint, require.New

func f(u string) {
	http.Get(u) // want "discarded"
}

func g(u string) {
	http.Get(u) // want "discarded"
}
