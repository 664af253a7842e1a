package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A baseline is a list of findings that are known and not reported, so that a
// code base which has many can adopt respbody, and only new ones fail.
//
// It names a finding by what outlives other changes: the package, the function,
// the rule and the call, and neither line nor file. The same line twice stands
// for two findings.
type baseline struct {
	file   string         // as the user calls it
	path   string         // where it is
	counts map[string]int // how many findings of a name are known
}

const baselineHead = `# Findings of respbody that are known: package, function, rule, call.
# New ones are reported. Written by respbody -baseline FILE -write-baseline.
`

// readBaseline reads a baseline. A file that is not there is an error unless it
// is about to be written.
func readBaseline(file, dir string, missing bool) (*baseline, error) {
	b := &baseline{file: file, path: file, counts: make(map[string]int)}
	if !filepath.IsAbs(file) {
		b.path = filepath.Join(dir, file)
	}
	data, err := os.ReadFile(b.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && missing:
		return b, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("-baseline %s: no such file; -write-baseline creates it", file)
	case err != nil:
		return nil, fmt.Errorf("-baseline: %v", err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if f := strings.Fields(line); len(f) < 4 || !slices.ContainsFunc(rules(), func(r rule) bool { return r.id == f[2] }) {
			return nil, fmt.Errorf("%s:%d: not a finding: want package, function, rule and call", file, n)
		}
		b.counts[line]++
	}
	return b, nil
}

// write saves the baseline, in order, so that changes of it are easy to read.
func (b *baseline) write() error {
	var text strings.Builder
	text.WriteString(baselineHead)
	for _, name := range slices.Sorted(maps.Keys(b.counts)) {
		text.WriteString(strings.Repeat(name+"\n", b.counts[name]))
	}
	return os.WriteFile(b.path, []byte(text.String()), 0o666)
}

// size returns the number of findings it stands for.
func (b *baseline) size() int {
	n := 0
	for _, count := range b.counts {
		n += count
	}
	return n
}

// split parts findings, given with their names, into those that are known and
// those that are not. Where there are more of a name than are known, nobody can
// tell which is new, and all of them are.
func (b *baseline) split(findings []finding, names []string) (known, fresh []finding) {
	found := countNames(names)
	for i, f := range findings {
		if found[names[i]] <= b.counts[names[i]] {
			known = append(known, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return known, fresh
}

// stale returns what is known and was not found again, in order, among the names
// that should have been.
func (b *baseline) stale(names []string, expected func(name string) bool) []string {
	found := countNames(names)
	var stale []string
	for _, name := range slices.Sorted(maps.Keys(b.counts)) {
		if n := b.counts[name] - found[name]; n > 0 && expected(name) {
			stale = append(stale, slices.Repeat([]string{name}, n)...)
		}
	}
	return stale
}

// drop takes names out, each once.
func (b *baseline) drop(names []string) {
	for _, name := range names {
		if b.counts[name]--; b.counts[name] == 0 {
			delete(b.counts, name)
		}
	}
}

func countNames(names []string) map[string]int {
	counts := make(map[string]int)
	for _, name := range names {
		counts[name]++
	}
	return counts
}
