package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestGoVetTable runs the program as the tool of go vet and go fix, in all the
// ways these have, and under the Go versions of -toolchains as well.
func TestGoVetTable(t *testing.T) {
	versions := []string{""}
	if *toolchains != "" {
		versions = append(versions, strings.Split(*toolchains, ",")...)
	}
	for _, version := range versions {
		t.Run("go"+strings.TrimPrefix(version, "go"), func(t *testing.T) { testVetTool(t, version) })
	}
}

// A vetCase is one command, and what becomes of it.
type vetCase struct {
	about   string
	command string // $T is the tool
	status  int
	// What is printed, as regular expressions, and "" for nothing.
	stdout, stderr string
	left           int // findings in the files afterwards
}

// vetCases returns the commands, in an order in which each one finds the module
// as it was at the start or as the one before has left it.
func vetCases() []vetCase {
	const (
		finding = `pages\.go:14:15: response body of http\.Get is not closed when returning on line 19\n`
		diff    = `(?s)^--- .*pages\.go.*\n\+\tdefer resp\.Body\.Close\(\)\n`
	)
	return []vetCase{
		{"findings make the status 1", "go vet -vettool=$T ./...", 1, "", finding, 5},
		{"a package without any", "go vet -vettool=$T ./clean", 0, "", "", 5},
		{"flags need no prefix", "go vet -vettool=$T -unread=off ./...", 1, "", finding, 5},
		{"GOFLAGS may carry them", "GOFLAGS=-unread=off go vet -vettool=$T ./status", 0, "", "", 5},
		{"a bad value", "go vet -vettool=$T -unread=maybe ./...", 1, "", "want auto, on, strict or off", 5},
		{"a flag nobody knows", "go vet -vettool=$T -nonsense ./...", 2, "", "flag provided but not defined: -nonsense", 5},
		{"findings do not make it 1 with -json", "go vet -json -vettool=$T ./...", 0, `"message": "response body of http\.Get is not closed`, "", 5},
		{"no such tool", "go vet -vettool=/nowhere/respbody ./...", 2, "", "no such file", 5},
		{"trap: go vet's own checks, and nothing is said", "go vet -vettool= ./...", 0, "", "", 5},
		{"trap: -vettool in GOFLAGS is ignored", "GOFLAGS=-vettool=$T go vet ./...", 0, "", "", 5},
		{"a diff needs -fix", "go vet -diff -vettool=$T ./...", 1, "", "-diff flag requires -fix", 5},
		{"a diff makes the status 1", "go vet -fix -diff -vettool=$T ./...", 1, diff, "", 5},
		{"of go fix, too", "go fix -diff -fixtool=$T ./...", 1, diff, "", 5},
		{"go fix writes fixes", "go fix -fixtool=$T ./status", 0, "", "", 4},
		{"fixes are not reported, nor what is left", "go vet -fix -vettool=$T ./...", 0, "", "", 1},
		{"and nothing is to be done then", "go vet -fix -diff -vettool=$T ./...", 0, "", "", 1},
		{"what is left is found", "go vet -vettool=$T ./...", 1, "", `store\.go:11:16: response body`, 1},
	}
}

// before126 says what is different in Go 1.25: it has no fixes, prints documents
// where it prints messages, obeys GOFLAGS, and leaves -diff to the tool.
func (c vetCase) before126() vetCase {
	finding := vetCases()[0].stderr
	switch {
	case strings.Contains(c.command, "-json"):
		c.stdout, c.stderr = c.stderr, c.stdout
	case strings.Contains(c.command, "GOFLAGS=-vettool"), strings.Contains(c.command, "go vet -diff"):
		c.status, c.stderr = 1, finding
	case strings.Contains(c.command, "-fix"):
		c.status, c.stdout, c.stderr = 2, "", "flag provided but not defined"
	case c.left == 1:
		c.stderr = finding
	}
	c.left = 5
	return c
}

func testVetTool(t *testing.T, version string) {
	var env []string
	tool := program
	if version != "" {
		env = []string{"GOTOOLCHAIN=" + version}
		tool = programFor(t, version)
	}
	dir := consumer(t)
	writeFile(t, filepath.Join(dir, "clean", "clean.go"), "package clean\n")
	sameAsCommand(t, dir, env, tool)
	old := strings.HasPrefix(version, "go1.25")
	for _, c := range vetCases() {
		if old {
			c = c.before126()
		}
		words := strings.Fields(strings.ReplaceAll(c.command, "$T", tool))
		e := env
		if v := words[0]; strings.HasPrefix(v, "GOFLAGS=") {
			e, words = append(env[:len(env):len(env)], v), words[1:]
		}
		o := runIn(t, dir, e, words[0], words[1:]...)
		if o.status != c.status || !prints(c.stdout, o.stdout) || !prints(c.stderr, o.stderr) {
			t.Errorf("%s: %s: status %d, stdout\n%s\nstderr\n%s", c.about, c.command, o.status, o.stdout, o.stderr)
		}
		if !strings.Contains(c.command, "-fix") {
			continue
		}
		if left := len(found(runIn(t, dir, nil, program).stdout)); left != c.left {
			t.Errorf("%s: %s: %d findings left, want %d", c.about, c.command, left, c.left)
		}
	}
}

// sameAsCommand checks that go vet finds what the command finds. It prints the
// packages in any order, and up to Go 1.25 files in the current directory as ./x.
func sameAsCommand(t *testing.T, dir string, env []string, tool string) {
	t.Helper()
	lines := found(runIn(t, dir, env, "go", "vet", "-vettool="+tool, "./...").stderr)
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "./")
	}
	slices.Sort(lines)
	want := found(runIn(t, dir, nil, program).stdout)
	slices.Sort(want)
	if len(want) != 5 || !slices.Equal(lines, want) {
		t.Errorf("go vet finds\n%s\nthe command\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// prints reports whether output is what a vetCase wants.
func prints(want, output string) bool {
	if want == "" {
		return output == ""
	}
	return regexp.MustCompile(want).MatchString(output)
}

// programFor returns the program that can read the packages of a Go version: that
// of these tests, or one that is built with a newer Go.
func programFor(t *testing.T, version string) string {
	t.Helper()
	probe := runIn(t, ".", []string{"GOVERSION=" + version}, program, "-V=full")
	if probe.status == 0 {
		return program
	}
	tool := filepath.Join(t.TempDir(), "respbody")
	o := runIn(t, ".", []string{"GOTOOLCHAIN=" + version}, "go", "build", "-o", tool, ".")
	if o.status != 0 {
		t.Fatalf("building with %s: %s", version, o.stderr)
	}
	return tool
}
