package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// checkAndFix checks the packages, applies the fixes, or shows them, and reports
// what is left.
func checkAndFix(g *goCommand, inv *invocation) *report {
	files, err := g.snapshot(inv.patterns)
	if err != nil {
		r := new(report)
		r.fail(err)
		return r
	}
	before := examine(g, inv)
	if !inv.writeBaseline {
		before.compare(g, inv) // what is known is left alone
	}
	all, problems := patches(before.findings, files)
	if len(all) == 0 {
		before.problems = sortProblems(append(before.problems, problems...))
		return before
	}
	dir, err := os.MkdirTemp("", "respbody")
	if err != nil {
		before.fail(err)
		return before
	}
	defer os.RemoveAll(dir)
	all, after := rehearse(g, inv, dir, before, all)
	if inv.diff {
		before.showDiff(all)
		return before
	}
	after.problems = sortProblems(append(after.problems, problems...))
	after.write(all, files, before.findings)
	return after
}

// rehearse checks the packages with the changes laid over them, before any file
// is written. Changes to packages that do not compile then are dropped.
func rehearse(g *goCommand, inv *invocation, dir string, before *report, all []*patch) ([]*patch, *report) {
	for len(all) > 0 {
		laid, err := g.overlaid(dir, all)
		if err != nil {
			before.fail(err)
			break
		}
		after := examine(laid, inv)
		broken := newlyBroken(before, after)
		if len(broken) == 0 {
			return all, after
		}
		kept := slices.DeleteFunc(slices.Clone(all), func(p *patch) bool { return broken[p.pkg] })
		if len(kept) == len(all) {
			before.problems = sortProblems(append(before.problems, after.problems...))
			break // nobody knows whose fault it is
		}
		for pkg := range broken {
			before.problems = append(before.problems, problem{Package: pkg, Message: "not fixed, for it would not compile", unfixed: true})
		}
		all = kept
	}
	return nil, before
}

// newlyBroken returns the import paths of packages that are in trouble only after
// the changes; "" stands for trouble that belongs to none.
func newlyBroken(before, after *report) map[string]bool {
	broken := make(map[string]bool)
	for _, p := range after.problems {
		broken[testedPath(p.Package)] = true
	}
	for _, p := range before.problems {
		delete(broken, testedPath(p.Package))
	}
	return broken
}

// testedPath returns the import path of the package whose external tests are a
// package of their own.
func testedPath(path string) string { return strings.TrimSuffix(path, "_test") }

// overlaid returns a go command that sees the changes as if they were made.
func (g *goCommand) overlaid(dir string, all []*patch) (*goCommand, error) {
	replace := make(map[string]string)
	original := make(map[string]string)
	for _, p := range all {
		name := filepath.Join(dir, p.contentName())
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, append(slices.Clip(p.new), rehearsed...), 0o666); err != nil {
			return nil, err
		}
		replace[p.path], original[p.contentName()] = name, p.path
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	overlay := filepath.Join(dir, "overlay.json")
	laid := *g
	laid.build = append(slices.Clone(g.build), "-overlay="+overlay)
	laid.original = original
	return &laid, os.WriteFile(overlay, data, 0o666)
}

// rehearsed ends each file that is laid over another, so that it never holds what
// is written later: the go command would repeat what it has said of the same
// contents, and name the files of the rehearsal.
const rehearsed = "\n// Rehearsed by respbody.\n"

// contentName returns a name for the changed file that tells what it holds. The
// go command repeats what it has said of the same contents before, in another
// directory.
func (p *patch) contentName() string {
	sum := sha256.Sum256(append([]byte(p.path+"\x00"), p.new...))
	return filepath.Join(hex.EncodeToString(sum[:]), filepath.Base(p.path))
}

// write writes the changed files, unless somebody else has changed them in the
// meantime. What could not be written has the findings that it had before.
func (r *report) write(all []*patch, files snapshot, before []finding) {
	for _, p := range all {
		if err := p.write(files); err != nil {
			r.problems = append(r.problems, p.problem(err))
			in := func(f finding) bool { return f.path == p.path }
			r.findings = slices.DeleteFunc(r.findings, in)
			r.findings = append(r.findings, slices.DeleteFunc(slices.Clone(before), func(f finding) bool { return !in(f) })...)
			continue
		}
		r.fixed += p.findings
		r.files++
	}
	r.findings = sortFindings(r.findings)
	r.problems = sortProblems(r.problems)
}

// write writes the changed file. If that fails half-way, what it held before is
// put back.
func (p *patch) write(files snapshot) error {
	info, err := os.Stat(p.path)
	if err != nil {
		return err
	}
	if _, err := files.read(p.path); err != nil {
		return err
	}
	err = os.WriteFile(p.path, p.new, info.Mode().Perm())
	if err != nil {
		err = errors.Join(err, p.restore(info.Mode().Perm()))
	}
	return err
}

// restore puts back what the file held, unless it still does.
func (p *patch) restore(perm os.FileMode) error {
	if now, err := os.ReadFile(p.path); err == nil && bytes.Equal(now, p.old) {
		return nil
	}
	return os.WriteFile(p.path, p.old, perm)
}

// showDiff keeps the changes as a diff, instead of making them.
func (r *report) showDiff(all []*patch) {
	diffs := make(map[string]string)
	for _, p := range all {
		diffs[p.file] = unifiedDiff(filepath.ToSlash(p.file), p.old, p.new)
		r.fixed += p.findings
		r.files++
	}
	for _, file := range slices.Sorted(maps.Keys(diffs)) {
		r.diff += diffs[file]
	}
}

// countFixes says how many findings were fixed, or would be, and in how many files.
func (r *report) countFixes() string {
	verb := "fixed"
	if r.diff != "" {
		verb = "to fix"
	}
	return fmt.Sprintf("%s %s in %s", plural(r.fixed, "finding"), verb, plural(r.files, "file"))
}
