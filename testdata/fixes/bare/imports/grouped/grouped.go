// Package grouped has the standard library second.
package grouped

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	// The standard library.
	"fmt"
	"net/http"
)

var _, _, _ = fmt.Sprint, assert.New, require.New

func f(u string) {
	http.Get(u) // want "discarded"
}
