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
	if len(r.findings) > 0 || inv.baseline != "" || r.checked && inv.value("unread") == "auto" && drainsItself(g.set.GOVERSION) {
		r.keepAsked(g, inv)
	}
	r.findings = sortFindings(r.findings)
	r.problems = sortProblems(r.problems)
	return r
}

// keepAsked keeps the findings in packages that the patterns match, and learns
// where the rule unread is off.
func (r *report) keepAsked(g *goCommand, inv *invocation) {
	asked, packages := r.askDirectories(g, inv)
	if asked == nil {
		asked, packages = r.askGo(g, inv)
	}
	r.packages = packages
	r.findings = keepFindings(r.findings, asked, inv.value("tests") != "false" || inv.baseline != "")
	if inv.value("unread") == "auto" {
		r.draining, r.modules = modulesThatDrain(packages)
	}
}

// askDirectories returns which packages of findings the patterns match, and the
// module, or nil where this takes more than a look at directories. A baseline has
// to know all packages.
func (r *report) askDirectories(g *goCommand, inv *invocation) (map[string]bool, []packageInfo) {
	if inv.baseline != "" {
		return nil, nil
	}
	s := newScope(g.set, inv.dir, inv.build, inv.patterns)
	if s == nil {
		return nil, nil
	}
	asked, ok := s.asked(r.findings)
	if !ok {
		return nil, nil
	}
	return asked, []packageInfo{{module: s.module, moduleDir: s.root, goVersion: s.goVersion}}
}

// askGo returns which packages the patterns match, by go list, or nil if that fails:
// it is better to report too much than to lose findings.
func (r *report) askGo(g *goCommand, inv *invocation) (map[string]bool, []packageInfo) {
	packages, err := g.list(inv.patterns)
	if err != nil {
		r.fail(err)
		return nil, nil
	}
	asked := make(map[string]bool)
	for _, p := range packages {
		asked[p.path] = true
	}
	return asked, packages
}
