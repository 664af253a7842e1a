package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A workflowStep is a step of a workflow as testdata/workflow prints it.
type workflowStep struct {
	If, Run, Uses string
	With          map[string]string
}

// TestWorkflow has the README's workflow for GitHub Actions checked by actionlint,
// which knows the inputs of the actions, and runs its steps as a runner does,
// where the actions before them would have left the files of a user and a Go.
func TestWorkflow(t *testing.T) {
	needProgram(t, "git")
	r := newRelease(t)
	dir := consumer(t)
	gopath := runIn(t, dir, r.env, "go", "env", "GOPATH").stdout
	bin := filepath.Join(strings.TrimSpace(gopath), "bin")
	env := append(r.env, "GITHUB_WORKSPACE="+dir, "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"))

	failed := false
	outputs := make(map[string]string) // by command
	for _, s := range workflowSteps(t, readmeFile(t, ".github/workflows/respbody.yml", "upload-sarif")) {
		switch {
		case failed && s.If != "always()":
			t.Errorf("not reached after a failure: %v", s)
		case s.Run != "":
			o := runIn(t, dir, env, "bash", "-e", "-c", s.Run)
			command, _, _ := strings.Cut(s.Run, "./...")
			outputs[strings.TrimSpace(command)] = o.stdout
			failed = failed || o.status != 0
			if failed && !strings.Contains(o.stderr+o.stdout, "response body") && !strings.Contains(s.Run, "-sarif") {
				t.Errorf("%s: status %d\n%s", s.Run, o.status, o.stderr)
			}
		case s.With["sarif_file"] != "":
			if got := sarifPlaces(t, filepath.Join(dir, s.With["sarif_file"])); !slices.Equal(got, places(t, dir)) {
				t.Errorf("SARIF has %v, the command %v", got, places(t, dir))
			}
		}
	}
	if o := runIn(t, dir, env, filepath.Join(bin, "respbody"), "version"); !strings.HasPrefix(o.stdout, "respbody "+releaseVersion+", built with go1.") {
		t.Errorf("what was installed says %s%s", o.stdout, o.stderr)
	}
	if !failed {
		t.Error("no step has failed, though there are findings")
	}
	annotation := regexp.MustCompile(`(?m)^::error file=([^,]*),line=(\d+),col=(\d+),title=respbody::response body`)
	got := annotation.ReplaceAllString(strings.Join(annotation.FindAllString(outputs["respbody -github"], -1), "\n"), "$1:$2:$3")
	if got != strings.Join(places(t, dir), "\n") {
		t.Errorf("annotations at\n%s\nfindings at %v", got, places(t, dir))
	}
}

// workflowSteps returns the steps of a workflow that actionlint finds good.
func workflowSteps(t *testing.T, workflow string) []workflowStep {
	t.Helper()
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = filepath.Join("..", "..", "testdata", "workflow")
	cmd.Stdin = strings.NewReader(workflow)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	var steps []workflowStep
	for line := range bytes.Lines(out) {
		var s workflowStep
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, s)
	}
	if len(steps) == 0 {
		t.Fatal("the workflow has no steps")
	}
	return steps
}

// places returns where the command finds something in a module, as
// file:line:column.
func places(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	for _, line := range found(runIn(t, dir, nil, program).stdout) {
		place, _, _ := strings.Cut(line, ": ")
		all = append(all, filepath.ToSlash(place))
	}
	return all
}

// TestGitLab runs the README's pipeline for GitLab with gitlab-ci-local, which
// checks it against GitLab's schema and runs its jobs here and not in a container.
func TestGitLab(t *testing.T) {
	needProgram(t, "npm")
	needProgram(t, "rsync") // of gitlab-ci-local
	r := newRelease(t)
	dir := consumer(t)
	writeFile(t, filepath.Join(dir, ".gitlab-ci.yml"), readmeFile(t, ".gitlab-ci.yml", "script"))
	r.commit(t, dir)
	r.git(t, dir, "remote", "add", "origin", "https://gitlab.example.test/gopher/consumer.git")
	local := npmInstall(t, "gitlab-ci-local@4.61.1", "node_modules/.bin/gitlab-ci-local")
	o := runIn(t, dir, append(r.env, "NO_COLOR=1"), local, "--force-shell-executor")
	output := regexp.MustCompile(`(?m)^respbody\s+> `).ReplaceAllString(o.stdout, "")
	if o.status != 1 || !strings.Contains(o.stderr, "json schema validated") {
		t.Errorf("status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	compareFound(t, output, runIn(t, dir, nil, program).stdout)
}

// npmInstall installs a package of npm and returns the program it is wanted for.
// The scripts of packages are not run.
func npmInstall(t *testing.T, pkg, name string) string {
	t.Helper()
	dir := t.TempDir()
	o := runIn(t, dir, nil, "npm", "install", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix", dir, pkg)
	if o.status != 0 {
		t.Fatalf("npm install %s: %s", pkg, o.stderr)
	}
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.Chmod(name, 0o777); err != nil {
		t.Fatal(err)
	}
	return name
}
