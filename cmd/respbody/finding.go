package main

import (
	"cmp"
	"slices"
	"strings"
)

// A position is a place in a file, counted from 1; columns count bytes.
type position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// A span is a stretch of one file.
type span struct {
	path string // absolute: where the source is read
	File string `json:"file"` // as printed, relative to the caller's directory
	position
	End position `json:"end"`
}

// A finding is one diagnostic of the analyzer.
type finding struct {
	pkg string // the package as the go command calls it
	span
	Category string    `json:"category"`
	Message  string    `json:"message"`
	URL      string    `json:"url"`
	Related  []related `json:"related,omitempty"`
	Fixes    []fix     `json:"fixes,omitempty"`
}

// A related place belongs to a finding: the exit that leaks, say.
type related struct {
	span
	Message string `json:"message"`
}

// A fix is a change that removes a finding.
type fix struct {
	Message string `json:"message"`
	Edits   []edit `json:"edits"`
}

// An edit replaces the bytes from Start up to End of a file by New.
type edit struct {
	path  string
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// compareFindings orders findings by place. What stands behind it only makes the
// order total: the go command's own order differs from run to run.
func compareFindings(a, b finding) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Category, b.Category),
		strings.Compare(a.Message, b.Message),
		strings.Compare(a.pkg, b.pkg),
	)
}

// sortFindings puts findings in order and drops what is said twice: a file is
// analysed once for its package and once more for each test variant of it.
func sortFindings(findings []finding) []finding {
	slices.SortFunc(findings, compareFindings)
	return slices.CompactFunc(findings, func(a, b finding) bool {
		a.pkg, b.pkg = "", ""
		return compareFindings(a, b) == 0
	})
}

// keepFindings returns the findings that belong to the packages asked for (nil
// for any), and without those in test files unless tests are wanted.
func keepFindings(findings []finding, asked map[string]bool, tests bool) []finding {
	return slices.DeleteFunc(findings, func(f finding) bool {
		isTest := strings.HasSuffix(f.path, "_test.go")
		path := packagePath(f.pkg)
		// The external tests of p are a package p_test to the go command, and no
		// pattern matches that.
		isAsked := asked == nil || asked[path] || isTest && asked[strings.TrimSuffix(path, "_test")]
		return !isAsked || isTest && !tests
	})
}

// packagePath returns the import path of what the go command calls p, or
// "p [q.test]" when it is compiled anew for the tests of q.
func packagePath(id string) string {
	path, _, _ := strings.Cut(id, " [")
	return path
}
