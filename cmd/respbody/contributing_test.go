package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const contributing = ".github/CONTRIBUTING.md"

// TestContributing checks that the page for contributors names files, tests and
// flags that exist.
func TestContributing(t *testing.T) {
	text := projectFile(t, contributing)
	named := regexp.MustCompile("`((?:analyzer|cmd|testdata|\\.ci)/[\\w./]+)`").FindAllStringSubmatch(text, -1)
	for _, m := range named {
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(m[1]))); err != nil {
			t.Error(err)
		}
	}
	commands := regexp.MustCompile(`(?m)go test (.*)$`).FindAllStringSubmatch(text, -1)
	for _, m := range commands {
		checkTestCommand(t, strings.Trim(m[1], "`; "))
	}
	explained := regexp.MustCompile(`respbody explain (\w+) \./(\S+)`).FindStringSubmatch(text)
	if explained == nil {
		t.Fatal("the page explains nothing")
	}
	example := projectFile(t, "testdata/"+explained[2]+"/"+filepath.Base(explained[2])+".go")
	if !strings.Contains(example, "\nfunc "+explained[1]+"(") {
		t.Errorf("%s has no function %s", explained[2], explained[1])
	}
	if len(named) < 10 || len(commands) < 10 {
		t.Errorf("%d files and %d commands", len(named), len(commands))
	}
}

// checkTestCommand checks the arguments of go test: the package is there, each
// part of -run, -bench and -fuzz matches one of its tests, and its other flags
// are those of go test or are declared by it.
func checkTestCommand(t *testing.T, command string) {
	t.Helper()
	dir := filepath.Join("..", "..")
	if rest, ok := strings.CutPrefix(command, "-C testdata "); ok {
		dir, command = filepath.Join(dir, "testdata"), rest
	}
	if strings.Contains(command, "./...") {
		return
	}
	pkg := regexp.MustCompile(`\./\S+\w`).FindString(command)
	files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pkg), "*_test.go"))
	if err != nil || pkg == "" || len(files) == 0 {
		t.Errorf("go test %s: no tests (%v)", command, err)
	}
	var source strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	own := []string{"timeout", "v", "fuzztime"} // of go test
	for _, m := range regexp.MustCompile(` -([\w.]+)(?: ('[^']*'|[^\s-]\S*))?`).FindAllStringSubmatch(command, -1) {
		kind := map[string]string{"run": "Test", "bench": "Benchmark", "fuzz": ""}
		prefix, selects := kind[m[1]]
		switch {
		case selects && m[2] != "XXX":
			for part := range strings.SplitSeq(strings.Trim(m[2], "'`"), "|") {
				top, _, _ := strings.Cut(part, "/")
				if !regexp.MustCompile(`(?m)^func ` + prefix + `\w*` + strings.Replace(top, "$", `\(`, 1)).MatchString(source.String()) {
					t.Errorf("go test %s: %s matches nothing", command, part)
				}
			}
		case !selects && !slices.Contains(own, m[1]) && !strings.Contains(source.String(), `("`+m[1]+`", `):
			t.Errorf("go test %s: no flag -%s", command, m[1])
		}
	}
}

// TestChangelog checks that the newest version in the changelog is the one that
// the README tells people to use, and that each version has a date and a link.
func TestChangelog(t *testing.T) {
	text := projectFile(t, ".github/CHANGELOG.md")
	headings := regexp.MustCompile(`(?m)^## \[(.*)\](.*)$`).FindAllStringSubmatch(text, -1)
	if len(headings) < 2 || headings[0][1] != "Unreleased" || "v"+headings[1][1] != releaseVersion {
		t.Fatalf("the changelog begins with %v; the tests publish %s", headings, releaseVersion)
	}
	for _, h := range headings {
		if !strings.Contains(text, "\n["+h[1]+"]: "+moduleURL+"/") {
			t.Errorf("%s has no link", h[1])
		}
		if isVersion := h[1] != "Unreleased"; isVersion != regexp.MustCompile(`^ - 20\d\d-\d\d-\d\d$`).MatchString(h[2]) {
			t.Errorf("%s: %q is no date", h[1], h[2])
		}
	}
	for _, m := range regexp.MustCompile(`(?:rev|version): (v0\.\S+)`).FindAllStringSubmatch(projectFile(t, "README.md"), -1) {
		if m[1] != releaseVersion {
			t.Errorf("the README says %s", m[0])
		}
	}
}

// projectFile returns a file of the project.
func projectFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
