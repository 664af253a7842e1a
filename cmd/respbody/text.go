package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writeText writes findings one to a line, in the form editors and CI systems
// know from go vet, with context lines of source around them if that is not
// negative. A terminal gets colours, and at least the source line.
func writeText(w io.Writer, r *report, context int, terminal bool) error {
	if terminal {
		context = max(context, 0)
	}
	buf := bufio.NewWriter(w)
	t := textWriter{w: buf, colours: newPalette(terminal), source: make(sources)}
	for _, f := range r.findings {
		t.finding(f, context)
	}
	return buf.Flush()
}

type textWriter struct {
	w       io.Writer
	colours palette
	source  sources
}

func (t textWriter) finding(f finding, context int) {
	c := t.colours
	fmt.Fprintf(t.w, "%s%s:%s %s%s%s\n", c.bold, place(f.span), c.reset, c.message, f.Message, c.reset)
	if context >= 0 {
		t.excerpt(f.span, context)
	}
	for _, rel := range f.Related {
		fmt.Fprintf(t.w, "\t%s%s:%s %s\n", c.bold, place(rel.span), c.reset, rel.Message)
	}
}

// place returns file:line:column.
func place(s span) string {
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Column)
}

// excerpt writes the first line of s, with a mark below the code that is meant,
// between the lines around it.
func (t textWriter) excerpt(s span, context int) {
	c := t.colours
	width := len(strconv.Itoa(s.Line + context))
	for n := s.Line - context; n <= s.Line+context; n++ {
		line, ok := t.source.line(s.path, n)
		if !ok {
			continue
		}
		text := fmt.Sprintf("%s%*d |%s", c.faint, width+2, n, c.reset)
		if line != "" {
			text += " " + line
		}
		fmt.Fprintln(t.w, text)
		if n == s.Line {
			if mark := caret(line, s); mark != "" {
				fmt.Fprintf(t.w, "%s%*s |%s %s%s%s\n", c.faint, width+2, "", c.reset, c.mark, mark, c.reset)
			}
		}
	}
}

// caret returns what to print below line to mark s, or "" if s is not in it.
// Tabs stay tabs, so that the mark stands right whatever their width is.
func caret(line string, s span) string {
	start, end := s.Column-1, s.End.Column-1
	if start < 0 || start > len(line) {
		return ""
	}
	if s.End.Line != s.Line || end > len(line) {
		end = len(line)
	}
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, line[:start])
	length := 1
	if end > start {
		length = utf8.RuneCountInString(line[start:end])
	}
	return indent + strings.Repeat("^", length)
}
