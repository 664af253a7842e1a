// Package drain closes bodies for others.
package drain

import "io"

// Body reads what is left of a body and closes it.
func Body(body io.ReadCloser) error {
	defer body.Close()
	_, err := io.Copy(io.Discard, body)
	return err
}

// Look reads a little of a body.
func Look(body io.ReadCloser) byte {
	var b [1]byte
	io.ReadFull(body, b[:])
	return b[0]
}
