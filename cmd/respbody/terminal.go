package main

import (
	"io"
	"os"
	"runtime"
)

// isTerminal reports whether w is a terminal that may be written to in colour.
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
	bold, message, mark, faint, reset string
}

func newPalette(terminal bool) palette {
	if !terminal {
		return palette{}
	}
	return palette{bold: "\x1b[1m", message: "\x1b[31m", mark: "\x1b[32m", faint: "\x1b[2m", reset: "\x1b[0m"}
}
