package main

import (
	"fmt"
	"strconv"
	"strings"
)

// excerpt writes the first line of s, with a mark below the code that is meant,
// between the lines around it.
func (t textWriter) excerpt(s span, context int) {
	c := t.colours
	gutter := max(t.gutter, len(strconv.Itoa(s.Line+context))+2)
	for n := s.Line - context; n <= s.Line+context; n++ {
		line, ok := t.source.line(s.path, n)
		if !ok {
			continue
		}
		text := fmt.Sprintf("%s%*d |%s", c.faint, gutter, n, c.reset)
		if line != "" {
			text += " " + printable(line)
		}
		fmt.Fprintln(t.w, text)
		if n == s.Line {
			if mark := caret(line, s); mark != "" {
				fmt.Fprintf(t.w, "%s%*s |%s %s%s%s\n", c.faint, gutter, "", c.reset, c.good, mark, c.reset)
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
	var indent strings.Builder
	for i, part := range strings.Split(line[:start], "\t") {
		if i > 0 {
			indent.WriteByte('\t')
		}
		indent.WriteString(strings.Repeat(" ", width(part)))
	}
	length := 1
	if end > start {
		length = max(1, width(line[start:end]))
	}
	return indent.String() + strings.Repeat("^", length)
}
