package consumer

import (
	"net/http"

	"kit.test"
)

// Finished is right, as Finish of another module does all that is to do.
func Finished(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return kit.Finish(resp)
}

// Pinged is right, as the response of Ping arrives closed.
func Pinged(url string) (int, error) {
	resp, err := kit.Ping(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Ignored is wrong, and knows it.
func Ignored(url string) {
	http.Get(url) //respbody:ignore the process ends right after this
}
