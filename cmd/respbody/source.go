package main

import (
	"bytes"
	"os"
	"unicode/utf8"
)

// sources reads files to show or to measure, each of them once. A file that is
// gone or has changed costs detail, never a finding.
type sources map[string][][]byte

// lines returns the lines of a file, each with its end.
func (s sources) lines(path string) [][]byte {
	lines, ok := s[path]
	if !ok {
		if data, err := os.ReadFile(path); err == nil {
			lines = bytes.SplitAfter(data, []byte("\n"))
		}
		s[path] = lines
	}
	return lines
}

// line returns a line, counted from 1, without its end.
func (s sources) line(path string, n int) (string, bool) {
	lines := s.lines(path)
	if n < 1 || n > len(lines) {
		return "", false
	}
	return string(bytes.TrimRight(lines[n-1], "\r\n")), true
}

// inRunes returns p with its column counting characters, as machines want it, and
// not bytes, as Go does.
func (s sources) inRunes(path string, p position) position {
	if line, ok := s.line(path, p.Line); ok && p.Column-1 <= len(line) && p.Column > 1 {
		p.Column = utf8.RuneCountInString(line[:p.Column-1]) + 1
	}
	return p
}

// at returns the position, in characters, of a byte offset, or the zero position
// if the file is shorter.
func (s sources) at(path string, offset int) position {
	for i, line := range s.lines(path) {
		if offset < len(line) || offset == len(line) && i == len(s.lines(path))-1 {
			return position{Line: i + 1, Column: utf8.RuneCount(line[:offset]) + 1}
		}
		offset -= len(line)
	}
	return position{}
}
