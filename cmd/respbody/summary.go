package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// printProblems writes what kept packages from being checked, and what the go
// command had to say besides.
func printProblems(w io.Writer, r *report) {
	for _, note := range r.notes {
		fmt.Fprintln(w, note)
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
}

// summary returns the last line of a run in text form, or "" if nothing was
// checked, so that only the reasons are left to print.
func summary(r *report) string {
	if !r.checked {
		return ""
	}
	var b strings.Builder
	switch {
	case r.fixed > 0 && r.diff == "" && len(r.findings) == 0:
		b.WriteString(r.countFixes() + ", nothing left")
	case r.fixed > 0 && r.diff == "":
		b.WriteString(r.countFixes() + "; left: " + countFindings(r.findings))
	case r.fixed > 0:
		b.WriteString(countFindings(r.findings) + "; " + r.countFixes())
	default:
		b.WriteString(countFindings(r.findings))
	}
	if r.compared != nil && r.compared.Known > 0 {
		fmt.Fprintf(&b, "; %s in %s", plural(r.compared.Known, "known finding"), r.compared.file)
	}
	unchecked, unfixed := countProblems(r.problems)
	if unchecked > 0 {
		fmt.Fprintf(&b, "; %s kept packages from being checked", plural(unchecked, "error"))
	}
	if unfixed > 0 {
		fmt.Fprintf(&b, "; %s kept findings from being fixed", plural(unfixed, "error"))
	}
	if r.draining > 0 {
		fmt.Fprintf(&b, " (unread is off %s go line is 1.27 or later, for there Close reads the rest itself; -unread=on reports all the same)", whose(r.draining, r.modules))
	}
	return b.String()
}

// advise says how many findings have fixes, and how to apply them, or "".
func advise(inv *invocation, r *report) string {
	n := 0
	for _, f := range r.findings {
		if len(f.Fixes) > 0 {
			n++
		}
	}
	if n == 0 || inv.fix || inv.diff {
		return ""
	}
	have := "have fixes"
	if n == 1 {
		have = "has a fix"
	}
	command := []string{"respbody", "-fix"}
	for _, arg := range inv.args {
		command = append(command, shellQuote(arg))
	}
	return fmt.Sprintf("%d of %d %s: %s", n, len(r.findings), have, strings.Join(command, " "))
}

// shellQuote spells an argument for a shell.
func shellQuote(arg string) string {
	special := func(r rune) bool {
		return !strings.ContainsRune("-_./=:@,+%", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	if arg != "" && !strings.ContainsFunc(arg, special) {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}

// countProblems returns how many problems kept something from being checked, and
// how many kept something from being fixed.
func countProblems(problems []problem) (unchecked, unfixed int) {
	for _, p := range problems {
		if p.unfixed {
			unfixed++
		} else {
			unchecked++
		}
	}
	return unchecked, unfixed
}

// countFindings counts findings in all and by category.
func countFindings(findings []finding) string {
	if len(findings) == 0 {
		return "nothing found"
	}
	counts := make(map[string]int)
	var categories []string
	for _, f := range findings {
		if counts[f.Category] == 0 {
			categories = append(categories, f.Category)
		}
		counts[f.Category]++
	}
	slices.Sort(categories)
	for i, c := range categories {
		categories[i] = fmt.Sprintf("%d %s", counts[c], c)
	}
	return plural(len(findings), "finding") + ": " + strings.Join(categories, ", ")
}

// whose names the modules that a go line switches the rule off in.
func whose(draining, modules int) string {
	switch {
	case draining < modules:
		return fmt.Sprintf("in %d of %d modules, whose", draining, modules)
	case modules == 1:
		return "as the module's"
	}
	return "as the modules'"
}

// plural returns n things in words.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
