package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// writeText writes findings one to a line, in the form editors and CI systems
// know from go vet, with context lines of source around them if that is not
// negative.
func writeText(w io.Writer, r *report, context int) error {
	buf := bufio.NewWriter(w)
	t := textWriter{w: buf, source: make(sources)}
	for _, f := range r.findings {
		fmt.Fprintf(buf, "%s: %s\n", place(f.span), f.Message)
		if context >= 0 {
			t.excerpt(f.span, context)
		}
		for _, rel := range f.Related {
			fmt.Fprintf(buf, "\t%s: %s\n", place(rel.span), rel.Message)
		}
	}
	return buf.Flush()
}

// writeColoured writes findings for people at a terminal: the rule, the source
// line, and the way to the exit as numbered steps.
func writeColoured(w io.Writer, r *report, context int) error {
	buf := bufio.NewWriter(w)
	t := textWriter{w: buf, source: make(sources), colours: newPalette(true), gutter: 5}
	for i, f := range r.findings {
		if i > 0 {
			fmt.Fprintln(buf)
		}
		t.finding(f, max(context, 0))
	}
	return buf.Flush()
}

type textWriter struct {
	w       io.Writer
	colours palette
	gutter  int // columns for the line number, at least
	source  sources
}

func (t textWriter) finding(f finding, context int) {
	c := t.colours
	fmt.Fprintf(t.w, "%s%s:%s %s%s:%s %s\n", c.bold, printable(place(f.span)), c.reset, c.of(f.Category), f.Category, c.reset, printable(f.Message))
	t.excerpt(f.span, context)
	if len(f.Related) > 0 {
		t.step(1, f.Line, t.callText(f.span)+" hands over the body")
		for i, rel := range f.Related {
			at := rel.Message
			if rel.path != f.path {
				at += " (" + place(rel.span) + ")"
			}
			t.step(i+2, rel.Line, at)
		}
	}
	for _, fx := range f.Fixes {
		fmt.Fprintf(t.w, "%s%*s:%s %s\n", c.good, t.gutter, "fix", c.reset, printable(fx.Message))
	}
}

// step writes one step on the way from the call to the exit.
func (t textWriter) step(n, line int, text string) {
	c := t.colours
	fmt.Fprintf(t.w, "%s%*d.%s line %d: %s\n", c.faint, t.gutter, n, c.reset, line, printable(text))
}

// callText returns the call that a finding is about as it is written, if that is
// short.
func (t textWriter) callText(s span) string {
	const tooLong = 50
	line, ok := t.source.line(s.path, s.Line)
	start, end := s.Column-1, s.End.Column-1
	if !ok || s.End.Line != s.Line || start < 0 || start >= end || end > len(line) || utf8.RuneCountInString(line[start:end]) > tooLong {
		return "this call"
	}
	return strings.TrimSpace(line[start:end])
}

// place returns file:line:column.
func place(s span) string {
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Column)
}
