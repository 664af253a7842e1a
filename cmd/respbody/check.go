package main

import (
	"strings"
)

// A report is everything a run of the command has to say.
type report struct {
	findings []finding
	problems []problem
	notes    []string // lines of the go command that tell of no failure
	checked  bool     // whether any package has been analysed

	// The modules in which the rule unread is off because of their go line, out
	// of all that were asked for.
	draining, modules int

	packages []packageInfo // that were asked for, where this had to be known
	compared *comparison   // with a baseline, if there is one

	// What -fix has done, or -diff would do.
	fixed, files int // findings, and the files they were in
	diff         string
}

// status returns the exit status.
func (r *report) status() int {
	switch {
	case len(r.problems) > 0:
		return statusFailed
	case len(r.findings) > 0:
		return statusFindings
	}
	return statusClean
}

// fail adds a problem that belongs to no package.
func (r *report) fail(err error) {
	for line := range strings.Lines(err.Error()) {
		r.problems = append(r.problems, problem{Message: strings.TrimRight(line, "\n")})
	}
}

// check runs the analyzer on the packages of inv, and applies or shows the fixes
// if it is asked for.
func check(inv *invocation) *report {
	g, err := newGoCommand(inv)
	if err == nil && inv.baseline != "" {
		_, err = readBaseline(inv.baseline, inv.dir, inv.writeBaseline)
	}
	r := new(report)
	if err != nil {
		r.fail(err)
		return r
	}
	if inv.fix || inv.diff {
		r = checkAndFix(g, inv)
	} else {
		r = examine(g, inv)
	}
	r.compare(g, inv)
	return r
}

// examine runs the analyzer on the packages of inv.
func examine(g *goCommand, inv *invocation) *report {
	r := new(report)
	r.vet(g, inv, inv.patterns)
	if !r.checked && len(r.problems) > 0 {
		// One package that cannot be loaded, for a missing import or a cycle of
		// imports, makes go vet give up on all. The others are still to be
		// checked.
		if paths := g.loadable(inv.patterns); len(paths) > 0 {
			r.vet(g, inv, paths)
		}
	}

	// Have: findings in dependencies, too. When there is none at all, nothing
	// has to be known about the packages, except on a Go whose modules may
	// switch the rule unread off.
	if len(r.findings) > 0 || inv.baseline != "" || r.checked && inv.value("unread") == "auto" && drainsItself(g.version) {
		r.askAbout(g, inv)
	}
	r.findings = sortFindings(r.findings)
	r.problems = sortProblems(r.problems)
	return r
}

// askAbout keeps the findings in packages that the patterns match, and learns
// where the rule unread is off.
func (r *report) askAbout(g *goCommand, inv *invocation) {
	packages, err := g.list(inv.patterns)
	if err != nil {
		// It is better to report too much than to lose findings.
		r.fail(err)
	}
	var asked map[string]bool
	if err == nil {
		asked = make(map[string]bool)
		for _, p := range packages {
			asked[p.path] = true
		}
	}
	r.packages = packages
	r.findings = keepFindings(r.findings, asked, inv.value("tests") != "false" || inv.baseline != "")
	if inv.value("unread") == "auto" {
		r.draining, r.modules = modulesThatDrain(packages)
	}
}
