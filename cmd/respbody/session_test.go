package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// session is the proof of a block with commands, which are run one after the
// other in a copy of testdata/consumer, by bash, with this respbody in PATH.
//
// In a console block a command begins with "$ ", and what follows up to the next
// one is what it prints; nothing means that this is not shown. In an indented
// block each line is a command, and what stands behind two spaces explains it.
//
// A command has to do its work: it succeeds and says something, or fails because
// it finds something.
func session(t *testing.T, b block) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	env := []string{"PATH=" + filepath.Dir(program) + string(filepath.ListSeparator) + os.Getenv("PATH")}
	if !strings.Contains(b.text, "@latest") {
		runSession(t, b, env)
		return
	}
	needProgram(t, "git") // to publish the module
	env = append(env, newRelease(t).env...)
	for _, version := range append([]string{"local"}, strings.Split(*toolchains, ",")...) {
		// The module asks for Go 1.26.
		if version != "" && !strings.HasPrefix(version, "go1.25") {
			t.Run(version, func(t *testing.T) { runSession(t, b, append(env, "GOTOOLCHAIN="+version)) })
		}
	}
}

func runSession(t *testing.T, b block, env []string) {
	dir := consumer(t)
	findings := regexp.MustCompile(`response body|respbody: \d+ finding`)
	for _, step := range b.steps() {
		o := runIn(t, dir, env, "bash", "-c", step.command)
		output := o.stdout + o.stderr
		switch hasFound := findings.MatchString(output); {
		case o.status > 1, o.status == 1 && !hasFound, o.status == 0 && output == "":
			t.Errorf("README.md:%d: %s: status %d\n%s", b.line, step.command, o.status, output)
		case step.output != "" && step.output != o.stdout:
			t.Errorf("README.md:%d: %s prints\n%s\nand not\n%s", b.line, step.command, o.stdout, step.output)
		}
	}
}

// A step is a command of a session, and what is shown of its output.
type step struct{ command, output string }

// steps returns the commands of a session. What stands for something else in
// them is replaced by something the consumer has.
func (b block) steps() []step {
	explanation := regexp.MustCompile(`  +.*`)
	placeholders := strings.NewReplacer("FUNC", "Of")
	var steps []step
	for line := range strings.Lines(b.text) {
		command, isCommand := strings.CutPrefix(line, "$ ")
		if b.info == "" {
			command, isCommand = explanation.ReplaceAllString(line, ""), true
		}
		switch {
		case isCommand:
			steps = append(steps, step{command: placeholders.Replace(strings.TrimSpace(command))})
		case len(steps) > 0:
			steps[len(steps)-1].output += line
		}
	}
	return steps
}
