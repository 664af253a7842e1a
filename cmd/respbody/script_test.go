package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestScripts runs testdata/command/*.txtar. The comment of such a file is a
// session at a shell, with prose around it:
//
//	$ respbody -C lib
//	lib/lib.go:6:15: response body of http.Get is never closed
//	! respbody: 1 finding: 1 unclosed
//	[1]
//
// A command ends with an empty line. Before that comes what it prints, stdout
// before stderr, which is marked "!", and its exit status if it is not 0.
// Variables may stand before a command; cd changes the directory for those that
// follow; $RESPBODY is the program, $DIR the directory of the files.
func TestScripts(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("..", "..", "testdata", "command", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	versions := []string{""}
	if *toolchains != "" {
		versions = append(versions, strings.Split(*toolchains, ",")...)
	}
	for _, version := range versions {
		for _, name := range names {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+version, func(t *testing.T) {
				runScript(t, name, version)
			})
		}
	}
}

func runScript(t *testing.T, name, toolchain string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := &script{dir: writeModule(t, archive.Files)}
	s.cwd = s.dir
	if toolchain != "" {
		s.env = []string{"GOTOOLCHAIN=" + toolchain}
	}

	var got strings.Builder
	want := string(archive.Comment)
	inOutput := false
	for line := range strings.Lines(want) {
		switch command, isCommand := strings.CutPrefix(line, "$ "); {
		case isCommand:
			got.WriteString(line)
			got.WriteString(s.run(t, strings.TrimSpace(command)))
			inOutput = true
		case line == "\n":
			got.WriteString(line)
			inOutput = false
		case !inOutput:
			got.WriteString(line)
		}
	}
	if got.String() == want {
		return
	}
	if *update && toolchain == "" {
		archive.Comment = []byte(got.String())
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s: got\n\n%s\nwant\n\n%s", name, got.String(), want)
}

// A script is the state of a session.
type script struct {
	dir, cwd string
	env      []string
}

// run executes one command and returns what the session shows of it.
func (s *script) run(t *testing.T, command string) string {
	t.Helper()
	words := strings.Fields(os.Expand(command, func(name string) string {
		switch name {
		case "RESPBODY":
			return program
		case "DIR":
			return s.dir
		}
		return os.Getenv(name)
	}))
	env := s.env
	for len(words) > 0 && strings.Contains(words[0], "=") {
		env = append(env[:len(env):len(env)], words[0])
		words = words[1:]
	}
	switch words[0] {
	case "cd":
		s.cwd = filepath.Join(s.dir, filepath.FromSlash(words[1]))
		return ""
	case "respbody":
		words[0] = program
	}
	o := runIn(t, s.cwd, env, words[0], words[1:]...)
	var b strings.Builder
	b.WriteString(s.clean(o.stdout))
	for line := range strings.Lines(s.clean(o.stderr)) {
		if !strings.HasPrefix(line, "go: downloading ") {
			b.WriteString("! " + line)
		}
	}
	if o.status != 0 {
		fmt.Fprintf(&b, "[%d]\n", o.status)
	}
	return b.String()
}

// clean replaces what differs from run to run and from machine to machine.
func (s *script) clean(output string) string {
	output = strings.ReplaceAll(output, program, "$RESPBODY")
	output = strings.ReplaceAll(output, s.dir, "$DIR")
	if output != "" && !strings.HasSuffix(output, "\n") {
		output += "\n"
	}
	return output
}
