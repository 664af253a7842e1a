package version

import "net/http"

func badUnreadToo(c *http.Client, u string) bool {
	resp, err := c.Get(u) // want "c.Get is closed on line 10 without being read to EOF"
	if err != nil {
		return false
	}
	resp.Body.Close()
	return true
}
