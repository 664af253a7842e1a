// Package none imports nothing in the file that needs it.
package none

func f(c doer) {
	c.Do(nil) // want "discarded"
}
