package fetch

import (
	"context"
	"errors"
	"fmt"
)

// Wrap adds what was being done to an error; nil stays nil.
func Wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// Unless forgets errors that come of a cancelled context.
func Unless(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Failed reports whether an error is one.
func Failed(err error) bool { return err != nil }
