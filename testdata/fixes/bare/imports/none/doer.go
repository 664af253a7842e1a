package none

import "net/http"

type doer interface {
	Do(*http.Request) (*http.Response, error)
}
