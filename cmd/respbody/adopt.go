package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A comparison is what a baseline makes of a report.
type comparison struct {
	file  string
	Known int      `json:"known"` // findings that are not reported
	Stale []string `json:"stale"` // names in the file that nothing has any more
}

// printStale says which lines of a baseline can go.
func printStale(w io.Writer, c *comparison) {
	if c == nil || len(c.Stale) == 0 {
		return
	}
	which := fmt.Sprintf("%d lines of %s match nothing any more", len(c.Stale), c.file)
	if len(c.Stale) == 1 {
		which = fmt.Sprintf("1 line of %s matches nothing any more", c.file)
	}
	fmt.Fprintf(w, "respbody: %s (-prune-baseline drops what is stale):\n", which)
	for _, name := range c.Stale {
		fmt.Fprintf(w, "\t%s\n", name)
	}
}

// checkBaselineFlags says what is wrong with a combination of flags.
func (inv *invocation) checkBaselineFlags() error {
	switch {
	case inv.baseline == "" && (inv.writeBaseline || inv.pruneBaseline):
		return errors.New("-write-baseline and -prune-baseline need -baseline FILE")
	case inv.writeBaseline && inv.pruneBaseline:
		return errors.New("-write-baseline drops what is stale, too; it needs no -prune-baseline")
	case inv.diff && (inv.writeBaseline || inv.pruneBaseline):
		return errors.New("-diff changes nothing, and writes no baseline")
	}
	return nil
}

// compare takes what the baseline knows out of a report, once. What is left to be
// done is written as a baseline only if all packages could be checked.
func (r *report) compare(g *goCommand, inv *invocation) {
	if r.compared != nil || inv.baseline == "" {
		return
	}
	b, err := readBaseline(inv.baseline, inv.dir, inv.writeBaseline)
	if err != nil {
		r.fail(err)
		return
	}
	n := newNamer(g)
	names := make([]string, len(r.findings))
	for i, f := range r.findings {
		names[i] = n.name(f)
	}
	r.compared = &comparison{file: b.file}
	if unchecked, _ := countProblems(r.problems); unchecked == 0 {
		r.compared.Stale = b.stale(names, r.expects(inv))
	}
	var known []finding
	known, r.findings = b.split(r.findings, names)
	r.compared.Known = len(known)
	if inv.writeBaseline || inv.pruneBaseline {
		err = r.rewrite(b, names, inv)
	}
	if err != nil {
		r.fail(err)
	}
	r.findings = keepFindings(r.findings, nil, inv.value("tests") != "false")
}

// rewrite brings the baseline up to date: without what is stale and, if it is to
// be written anew, with everything that was found.
func (r *report) rewrite(b *baseline, names []string, inv *invocation) error {
	if unchecked, _ := countProblems(r.problems); unchecked > 0 {
		r.notes = append(r.notes, fmt.Sprintf("respbody: %s is not written, for not all packages were checked", b.file))
		return nil
	}
	b.drop(r.compared.Stale)
	if inv.writeBaseline {
		for name, count := range countNames(names) {
			b.counts[name] = max(count, b.counts[name])
		}
		r.compared.Known += len(r.findings)
		r.findings = nil
	}
	if err := b.write(); err != nil {
		return err
	}
	r.notes = append(r.notes, fmt.Sprintf("respbody: %s written: %s, %d dropped", b.file, plural(b.size(), "finding"), len(r.compared.Stale)))
	r.compared.Stale = nil
	return nil
}

// expects returns whether a name in a baseline would have been found again, had
// nothing changed: its package was checked, or is no more.
func (r *report) expects(inv *invocation) func(name string) bool {
	asked := make(map[string]bool)
	for _, p := range r.packages {
		asked[p.path] = true
	}
	return func(name string) bool {
		fields := strings.Fields(name)
		if fields[2] == "unread" && inv.value("unread") == "off" {
			return false
		}
		return asked[fields[0]] || r.gone(fields[0])
	}
}

// gone reports whether a package belonged to one of the modules that were
// checked, and its directory has no Go files now.
func (r *report) gone(path string) bool {
	var module packageInfo
	for _, p := range r.packages {
		if (path == p.module || strings.HasPrefix(path, p.module+"/")) && len(p.module) > len(module.module) {
			module = p
		}
	}
	if module.moduleDir == "" {
		return false
	}
	entries, err := os.ReadDir(filepath.Join(module.moduleDir, filepath.FromSlash(strings.TrimPrefix(path, module.module))))
	return errors.Is(err, os.ErrNotExist) ||
		err == nil && !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return filepath.Ext(e.Name()) == ".go" })
}
