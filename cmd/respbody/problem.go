package main

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A problem is a reason why packages were not checked, or not fixed.
type problem struct {
	Package string `json:"package,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`

	unfixed bool // it was checked, and its fixes were not applied
}

// String returns the problem the way a compiler prints it.
func (p problem) String() string {
	if p.File == "" {
		message := p.Message
		if p.Package != "" {
			message = p.Package + ": " + message
		}
		return "respbody: " + message
	}
	pos := p.File
	if p.Line > 0 {
		pos += ":" + strconv.Itoa(p.Line)
	}
	if p.Column > 0 {
		pos += ":" + strconv.Itoa(p.Column)
	}
	return pos + ": " + p.Message
}

// parseMessages sorts what the go command wrote to stderr into problems, which
// come with a failure, and notes, which do not. Relative file names in it are
// relative to dir.
func parseMessages(messages string, failed bool, dir string, to relativizer) (problems []problem, notes []string) {
	position := regexp.MustCompile(`^(?:vet: )?((?:[A-Za-z]:)?[^:\s][^:]*\.\w+):(\d+)(?::(\d+))?: (.*)$`)
	pkg := ""
	for line := range strings.Lines(messages) {
		line = strings.TrimRight(line, "\r\n")
		m := position.FindStringSubmatch(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			// A package that fails with its tests has two headings; the second
			// one names the package in brackets.
			pkg = packagePath(strings.Trim(strings.TrimPrefix(line, "# "), "[]"))
		case isNote(line) || !failed:
			notes = append(notes, line)
		case strings.HasPrefix(line, "usage: go ") || strings.HasPrefix(line, "Run '"):
			// This is about the command line of go vet, which the user did not write.
		case m != nil:
			p := problem{Package: pkg, File: callerName(m[1], dir, to), Message: m[4]}
			p.Line, _ = strconv.Atoi(m[2])
			p.Column, _ = strconv.Atoi(m[3])
			problems = append(problems, p)
		case continues(line, pkg, problems):
			problems[len(problems)-1].Message += "\n" + line
		default:
			problems = append(problems, problem{Package: pkg, Message: strings.TrimPrefix(line, "respbody: ")})
		}
	}
	return nameEmptyPatterns(dropConsequences(problems), notes)
}

// continues reports whether a line belongs to the last problem: it is indented,
// or it is one more line about a package without a place in it, such as those of
// a crash.
func continues(line, pkg string, problems []problem) bool {
	if len(problems) == 0 {
		return false
	}
	last := problems[len(problems)-1]
	return line[0] == '\t' || pkg != "" && last.Package == pkg && last.File == ""
}

// dropConsequences leaves out that a package cannot be checked because one that it
// imports could not be, as long as there is a reason left for the latter. A
// single failure far down would else be said once for every package above it.
func dropConsequences(problems []problem) []problem {
	isConsequence := func(p problem) bool { return strings.Contains(p.Message, "(no package vetx file for ") }
	if !slices.ContainsFunc(problems, func(p problem) bool { return !isConsequence(p) }) {
		return problems
	}
	return slices.DeleteFunc(problems, isConsequence)
}

// isNote reports whether a line of the go command tells of no failure.
func isNote(line string) bool {
	rest, ok := strings.CutPrefix(line, "go: ")
	if !ok {
		return false
	}
	verb, _, _ := strings.Cut(rest, " ")
	return slices.Contains([]string{"downloading", "extracting", "finding", "found", "upgraded", "added", "warning:"}, verb)
}

// nameEmptyPatterns replaces "no packages to vet" by the warnings before it, for
// they say which patterns match nothing.
func nameEmptyPatterns(problems []problem, notes []string) ([]problem, []string) {
	i := slices.IndexFunc(problems, func(p problem) bool { return p.Message == "no packages to vet" })
	if i < 0 {
		return problems, notes
	}
	problems[i].Message = "no packages to check"
	var empty []problem
	for _, note := range notes {
		if text, ok := strings.CutPrefix(note, "go: warning: "); ok && strings.HasSuffix(text, "matched no packages") {
			empty = append(empty, problem{Message: text})
		}
	}
	if len(empty) == 0 {
		return problems, notes
	}
	return slices.Replace(problems, i, i+1, empty...), nil
}

// callerName spells a file name of the go command, which ran in dir, for the user.
func callerName(file, dir string, to relativizer) string {
	if abs, err := filepath.Abs(filepath.Join(dir, file)); err == nil && !filepath.IsAbs(file) {
		file = abs
	}
	return to.name(file)
}

// sortProblems puts problems in order, those without a place first, and drops
// repetitions: a package and its test variant fail alike.
func sortProblems(problems []problem) []problem {
	compare := func(a, b problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Message, b.Message),
		)
	}
	slices.SortStableFunc(problems, compare)
	return slices.CompactFunc(problems, func(a, b problem) bool { return compare(a, b) == 0 })
}
