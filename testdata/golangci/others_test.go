package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestOthers runs all linters of golangci-lint, with all that they can check, over
// the textbook clients. Many object to something there, to the right clients as to
// the wrong ones. That a body is not closed, or not read, nobody says but bodyclose
// and respbody, and bodyclose of two out of five, as the README has it.
func TestOthers(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "go.mod"), "module textbook.test\n\ngo 1.26.0\n")
	source := readFile(t, filepath.Join("..", "textbook", "textbook.go"))
	writeFile(t, filepath.Join(dir, "textbook.go"), source)
	writeFile(t, filepath.Join(dir, ".golangci.yml"), `
version: "2"
linters:
  default: all
  settings:
    custom: {respbody: {type: module}}
    staticcheck: {checks: [all]}
    revive: {enable-all-rules: true}
    gocritic: {enable-all: true}
    govet: {enable-all: true}
issues: {max-same-issues: 0, max-issues-per-linter: 0, uniq-by-line: false}
`)
	wrong := make(map[string]bool)
	for i, line := range strings.Split(source, "\n") {
		if strings.Contains(line, "// want ") {
			wrong[fmt.Sprint(i+1)] = true
		}
	}
	linters, found := make(map[string]bool), make(map[string]int)
	issue := regexp.MustCompile(`^textbook\.go:(\d+):\d+: (.*?)(?: \((\w+)\))?$`)
	ofBodies := regexp.MustCompile(`\bbody\b.*\b(closed|read|discarded)\b`)
	for _, line := range lint(t, dir) {
		m := issue.FindStringSubmatch(line)
		if m == nil {
			continue // of go.mod, or on several lines
		}
		linters[m[3]] = true
		if !ofBodies.MatchString(m[2]) {
			continue
		}
		found[m[3]]++
		if !wrong[m[1]] {
			t.Errorf("about a client that is right: %s", line)
		}
	}
	if want := map[string]int{"bodyclose": 2, "": 5}; len(wrong) != 5 || fmt.Sprint(found) != fmt.Sprint(want) {
		t.Errorf("%d wrong clients, found by linter %v, want %v", len(wrong), found, want)
	}
	// They have all looked.
	for _, name := range []string{"errcheck", "gosec", "noctx"} {
		if !linters[name] {
			t.Errorf("%s says nothing of the textbook", name)
		}
	}
	enabled, _, _ := strings.Cut(mustRun(t, dir, linter, "linters"), "Disabled by your configuration")
	for _, name := range []string{"bodyclose", "gocritic", "govet", "revive", "staticcheck", "respbody"} {
		if !strings.Contains(enabled, "\n"+name+": ") {
			t.Errorf("%s is not enabled", name)
		}
	}
}
