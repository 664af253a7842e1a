package main

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
)

// fingerprints name findings in a way that outlives the lines moving: by which a
// service tells an old finding from a new one. What is equal in all but its line
// is numbered in the order of the file.
type fingerprints struct {
	seen   map[string]int
	number *regexp.Regexp // line numbers in messages
}

func newFingerprints() fingerprints {
	return fingerprints{seen: make(map[string]int), number: regexp.MustCompile(`\bline \d+`)}
}

// next returns the fingerprint of the next finding of a report.
func (p fingerprints) next(f finding, source sources) string {
	line, _ := source.line(f.path, f.Line)
	sum := sha256.Sum256([]byte(strings.Join([]string{
		f.Category,
		artifact(f.File).URI,
		p.number.ReplaceAllString(f.Message, "line"),
		strings.TrimSpace(line),
	}, "\x00")))
	id := fmt.Sprintf("%x", sum[:16])
	p.seen[id]++
	return fmt.Sprintf("%s:%d", id, p.seen[id])
}
