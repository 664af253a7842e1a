package main

import (
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
)

// A colouring says where colours, and what else is meant for eyes, are used. It
// is the value of -color.
type colouring string

const (
	colourAuto   colouring = "auto" // on a terminal
	colourAlways colouring = "always"
	colourNever  colouring = "never"
)

func (c *colouring) String() string { return string(*c) }

func (c *colouring) Set(s string) error {
	switch v := colouring(s); v {
	case colourAuto, colourAlways, colourNever:
		*c = v
		return nil
	}
	return errors.New("want auto, always or never")
}

// on reports whether w is written to in colour.
func (c colouring) on(w io.Writer) bool {
	return c == colourAlways || c != colourNever && isTerminal(w)
}

// isTerminal reports whether w is a terminal that understands escapes, and whose
// user has not asked for plain text (no-color.org).
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	if runtime.GOOS == "windows" && os.Getenv("TERM") == "" && os.Getenv("WT_SESSION") == "" {
		return false // an old console, which would print the escapes
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// A palette holds the escapes of the few colours in use; its zero value is plain.
type palette struct {
	bold, failure, warning, good, faint, reset string
}

func newPalette(colour bool) palette {
	if !colour {
		return palette{}
	}
	return palette{
		bold: "\x1b[1m", failure: "\x1b[1;31m", warning: "\x1b[1;33m", good: "\x1b[32m", faint: "\x1b[2m", reset: "\x1b[0m",
	}
}

// of returns the escape of a rule: red for what is an error, yellow for the rest.
func (p palette) of(category string) string {
	for _, r := range rules() {
		if r.id == category && r.level == "error" {
			return p.failure
		}
	}
	return p.warning
}

// colourDiff colours the lines of a unified diff.
func colourDiff(diff string) string {
	c := newPalette(true)
	var b strings.Builder
	for line := range strings.Lines(diff) {
		colour := ""
		switch {
		case strings.HasPrefix(line, "+++ "), strings.HasPrefix(line, "--- "):
			colour = c.bold
		case line[0] == '+':
			colour = c.good
		case line[0] == '-':
			colour = c.failure
		case line[0] == '@':
			colour = c.faint
		}
		if colour == "" {
			b.WriteString(line)
			continue
		}
		b.WriteString(colour + strings.TrimSuffix(line, "\n") + c.reset + "\n")
	}
	return b.String()
}
