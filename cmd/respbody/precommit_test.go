package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPreCommit runs pre-commit in repositories of users, with the hooks of this
// project as they will be released and the configurations of the README.
func TestPreCommit(t *testing.T) {
	needProgram(t, "pre-commit")
	p := &preCommit{release: newRelease(t)}

	t.Run("report", p.testReport)
	t.Run("fix", p.testFix)
	t.Run("args", p.testArgs)
	t.Run("modules", p.testModules)
	t.Run("commit", p.testCommit)
	t.Run("clone", p.testClone)
	t.Run("installed", p.testInstalled)
}

type preCommit struct {
	*release
}

// config returns a configuration with hooks of this project, in YAML.
func config(hooks ...string) string {
	text := "repos:\n  - repo: " + moduleURL + "\n    rev: " + releaseVersion + "\n    hooks:\n"
	for _, hook := range hooks {
		text += "      - " + hook + "\n"
	}
	return text
}

// run commits what is in dir, with a configuration, and runs its hooks.
func (p *preCommit) run(t *testing.T, dir, config string, args ...string) outcome {
	t.Helper()
	writeFile(t, filepath.Join(dir, ".pre-commit-config.yaml"), config)
	p.commit(t, dir)
	return runIn(t, dir, p.env, "pre-commit", append([]string{"run", "--color=never", "--all-files"}, args...)...)
}

// A hook that reports says what the command says.
func (p *preCommit) testReport(t *testing.T) {
	dir := consumer(t)
	o := p.run(t, dir, config("id: respbody"))
	want := runIn(t, dir, nil, program)
	if o.status != 1 || !strings.Contains(o.stdout, "- exit code: 1") {
		t.Errorf("status %d\n%s", o.status, o.stdout)
	}
	compareFound(t, o.stdout, want.stdout)

	dir = consumer(t)
	for _, name := range []string{"pages.go", "status/status.go", "store/store.go", "store/store_test.go"} {
		os.Remove(filepath.Join(dir, name))
	}
	writeFile(t, filepath.Join(dir, "clean.go"), "package consumer\n")
	if o := p.run(t, dir, config("id: respbody", "id: respbody-fix")); o.status != 0 || strings.Count(o.stdout, "Passed") != 2 {
		t.Errorf("clean: status %d\n%s", o.status, o.stdout)
	}
	os.Remove(filepath.Join(dir, "clean.go"))
	if o := p.run(t, dir, config("id: respbody")); o.status != 0 || !strings.Contains(o.stdout, "Skipped") {
		t.Errorf("no Go files: status %d\n%s", o.status, o.stdout)
	}
}

// A hook that fixes fails as long as it changes something or leaves something,
// so that it needs no second hook to report the rest.
func (p *preCommit) testFix(t *testing.T) {
	dir := consumer(t)
	fix := config("id: respbody-fix")
	o := p.run(t, dir, fix)
	if o.status != 1 || !strings.Contains(o.stdout, "- files were modified by this hook") {
		t.Errorf("status %d\n%s", o.status, o.stdout)
	}
	left := runIn(t, dir, nil, program).stdout
	if strings.Count(left, "response body") != 1 {
		t.Fatalf("left after the fix:\n%s", left)
	}
	compareFound(t, o.stdout, left)

	for _, hook := range []string{"id: respbody-fix", "id: respbody"} {
		o := p.run(t, dir, config(hook))
		if o.status != 1 || strings.Contains(o.stdout, "modified") {
			t.Errorf("%s, what is left: status %d\n%s", hook, o.status, o.stdout)
		}
		compareFound(t, o.stdout, left)
	}

	if err := os.RemoveAll(filepath.Join(dir, "store")); err != nil {
		t.Fatal(err)
	}
	if o := p.run(t, dir, fix); o.status != 0 {
		t.Errorf("nothing left: status %d\n%s", o.status, o.stdout)
	}
}

// The arguments of a user replace those of a hook, and need no pattern.
func (p *preCommit) testArgs(t *testing.T) {
	dir := consumer(t)
	o := p.run(t, dir, config("{id: respbody, args: [-unread=off]}"))
	compareFound(t, o.stdout, runIn(t, dir, nil, program, "-unread=off").stdout)
	if strings.Contains(o.stdout, "without being read") {
		t.Errorf("-unread=off has no effect:\n%s", o.stdout)
	}
	o = p.run(t, dir, config("{id: respbody, args: [./store]}"))
	compareFound(t, o.stdout, runIn(t, dir, nil, program, "./store").stdout)
	if o := p.run(t, dir, config("{id: respbody, args: [-unread=maybe]}")); o.status != 1 || !strings.Contains(o.stdout, "- exit code: 2") {
		t.Errorf("a bad value: status %d\n%s", o.status, o.stdout)
	}
}

// Modules below the top of the repository are named by -C, each in an entry of
// its own, and what is found in them is named relative to the top.
func (p *preCommit) testModules(t *testing.T) {
	dir := t.TempDir()
	for _, module := range []string{"backend", "tools"} {
		copyConsumer(t, filepath.Join(dir, module))
	}
	o := p.run(t, dir, readmeFile(t, ".pre-commit-config.yaml", "-C, backend"))
	compareFound(t, o.stdout, runIn(t, dir, nil, program, "-C", "backend").stdout+runIn(t, dir, nil, program, "-C", "tools").stdout)
	if o.status != 1 || !strings.Contains(o.stdout, "\nbackend/pages.go:") || !strings.Contains(o.stdout, "\ntools/pages.go:") {
		t.Errorf("status %d\n%s", o.status, o.stdout)
	}

	// In a workspace one entry is enough.
	writeFile(t, filepath.Join(dir, "go.work"), "go 1.24.0\n\nuse (\n\t./backend\n\t./other\n)\n")
	os.Rename(filepath.Join(dir, "tools"), filepath.Join(dir, "other"))
	writeFile(t, filepath.Join(dir, "other", "go.mod"), "module example.test/other\n\ngo 1.24.0\n")
	o = p.run(t, dir, config("{id: respbody, args: [./backend/..., ./other/...]}"))
	if o.status != 1 || !strings.Contains(o.stdout, "\nbackend/pages.go:") || !strings.Contains(o.stdout, "\nother/store/store.go:") {
		t.Errorf("workspace: status %d\n%s", o.status, o.stdout)
	}
}

// What the README tells to write holds a commit back, and is fixed before it.
func (p *preCommit) testCommit(t *testing.T) {
	dir := consumer(t)
	writeFile(t, filepath.Join(dir, ".pre-commit-config.yaml"), readmeFile(t, ".pre-commit-config.yaml", "id: respbody-fix"))
	os.RemoveAll(filepath.Join(dir, "store"))
	p.git(t, dir, "init", "-q")
	p.git(t, dir, "add", "--all")
	if o := runIn(t, dir, p.env, "pre-commit", "install"); o.status != 0 {
		t.Fatal(o.stdout, o.stderr)
	}
	commit := []string{"commit", "-q", "-m", "first"}
	if o := runIn(t, dir, p.env, "git", commit...); o.status == 0 || !strings.Contains(o.stderr, "files were modified by this hook") {
		t.Errorf("first commit: status %d\n%s", o.status, o.stderr)
	}
	p.git(t, dir, "add", "--all")
	if o := runIn(t, dir, p.env, "git", commit...); o.status != 0 {
		t.Errorf("second commit: status %d\n%s", o.status, o.stderr)
	}
}

// The repository of the hooks may be a clone, named by its path.
func (p *preCommit) testClone(t *testing.T) {
	dir := consumer(t)
	o := p.run(t, dir, strings.Replace(config("id: respbody"), moduleURL, p.repo, 1))
	compareFound(t, o.stdout, runIn(t, dir, nil, program).stdout)
}

// Of what the module has, users get the command and nothing else.
func (p *preCommit) testInstalled(t *testing.T) {
	cache := ""
	for _, v := range p.env {
		if dir, ok := strings.CutPrefix(v, "PRE_COMMIT_HOME="); ok {
			cache = dir
		}
	}
	names, err := filepath.Glob(filepath.Join(cache, "repo*", "golangenv-*", "bin", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	if !slices.Equal(slices.Compact(names), []string{"respbody"}) {
		t.Errorf("pre-commit has installed %v", names)
	}
}

// compareFound checks that two outputs report the same, in the same order.
func compareFound(t *testing.T, got, want string) {
	t.Helper()
	g, w := found(got), found(want)
	if len(w) == 0 {
		t.Fatalf("nothing found in\n%s", want)
	}
	if !slices.Equal(g, w) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(g, "\n"), strings.Join(w, "\n"))
	}
}

// found returns the lines of an output that are findings.
func found(output string) []string {
	return regexp.MustCompile(`(?m)^\S+\.go:\d+:\d+: response body .*$`).FindAllString(output, -1)
}
