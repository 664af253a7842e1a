package main

import (
	"bytes"
	"cmp"
	"fmt"
	goformat "go/format"
	"slices"
)

// A patch is what the fixes of one file make of it.
type patch struct {
	path     string
	file     string // as printed
	pkg      string // import path
	old, new []byte
	edits    []edit
	findings int // how many it fixes
}

// patches applies the fixes of findings, each edit once. A fix that is at odds
// with an earlier one is left for another run, a file that cannot be changed is
// left alone, and the reasons are returned.
func patches(findings []finding, files snapshot) (all []*patch, problems []problem) {
	byPath := make(map[string]*patch)
	for _, f := range findings {
		if len(f.Fixes) == 0 {
			continue
		}
		edits := f.Fixes[0].Edits
		if !slices.ContainsFunc(edits, func(e edit) bool { return e.path != f.path }) {
			p := byPath[f.path]
			if p == nil {
				p = &patch{path: f.path, file: f.File, pkg: files[f.path].pkg}
				byPath[f.path] = p
				all = append(all, p)
			}
			p.add(edits)
		}
	}
	return slices.DeleteFunc(all, func(p *patch) bool {
		err := p.compute(files)
		if err != nil {
			problems = append(problems, p.problem(err))
		}
		return err != nil || p.findings == 0
	}), problems
}

// problem returns the reason why the file was not fixed.
func (p *patch) problem(err error) problem {
	return problem{File: p.file, Message: "not fixed: " + err.Error(), unfixed: true}
}

// add takes the edits of one fix, or none of them.
func (p *patch) add(edits []edit) {
	var fresh []edit
	for _, e := range edits {
		if slices.Contains(p.edits, e) {
			continue
		}
		if slices.ContainsFunc(p.edits, func(o edit) bool { return e.Start <= o.End && o.Start <= e.End }) {
			return
		}
		fresh = append(fresh, e)
	}
	p.edits = append(p.edits, fresh...)
	p.findings++
}

// compute finds out what the file will hold.
func (p *patch) compute(files snapshot) (err error) {
	if p.old, err = files.read(p.path); err != nil {
		return err
	}
	slices.SortStableFunc(p.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []byte
	last := 0
	for _, e := range p.edits {
		if e.Start < last || e.End < e.Start || len(p.old) < e.End {
			return fmt.Errorf("the fixes do not fit this file")
		}
		out = append(append(out, p.old[last:e.Start]...), e.New...)
		last = e.End
	}
	p.new, err = tidy(p.old, append(out, p.old[last:]...))
	return err
}

// tidy formats what became of a file, and keeps the ends of its lines, and none
// at the end of the file, as they were.
func tidy(old, changed []byte) ([]byte, error) {
	crlf := bytes.Contains(old, []byte("\r\n"))
	if crlf {
		changed = bytes.ReplaceAll(changed, []byte("\r\n"), []byte("\n"))
	}
	out, err := goformat.Source(changed)
	if err != nil {
		return nil, fmt.Errorf("the fixed file does not parse: %v", err)
	}
	if !bytes.HasSuffix(old, []byte("\n")) {
		out = bytes.TrimSuffix(out, []byte("\n"))
	}
	if crlf {
		out = bytes.ReplaceAll(out, []byte("\n"), []byte("\r\n"))
	}
	return out, nil
}
