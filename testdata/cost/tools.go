package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// A tool is something to measure. Its prepare returns a command that finds no
// result of an earlier run, and what it wants in its environment.
type tool struct {
	name    string
	prepare func(*bench) (command, env []string, err error)
}

// contenders returns the tools in the order of the table: the floor, then those
// whose names match a pattern.
func contenders(golangci, only string) ([]*tool, error) {
	pattern, err := regexp.Compile(only)
	if err != nil {
		return nil, err
	}
	tools := []*tool{
		{"empty tool with a fact", vetTool("./tools/floor")},
		{"respbody as vet tool", vetTool(respbody, "-unread=strict")},
		{"`respbody ./...`", respbodyCommand},
		{"empty tool without facts", vetTool("./tools/nofacts")},
		{"bodyclose", vetTool("./tools/bodyclose")},
		{"go vet", goVet},
	}
	if golangci != "" {
		tools = append(tools,
			&tool{"golangci-lint, respbody", golangciLint(golangci, "respbody", custom)},
			&tool{"golangci-lint, bodyclose", golangciLint(golangci, "bodyclose", "")},
		)
	}
	unwanted := func(t *tool) bool { return t != tools[0] && !pattern.MatchString(t.name) }
	return slices.DeleteFunc(slices.Clone(tools), unwanted), nil
}

const respbody = "github.com/respbody/respbody/cmd/respbody"

// link builds a program such that no other build has the same identity: the
// flag names a variable that need not exist, and is part of what is hashed.
func (b *bench) link(pkg string) (string, error) {
	b.links++
	program := filepath.Join(b.scratch, filepath.Base(pkg))
	u, err := execute("", nil, "go", "build", "-o", program, "-ldflags=-X=main.identity="+b.unique(), pkg)
	if err == nil && u.found {
		err = errors.New(u.output)
	}
	return program, err
}

// unique returns a name that no other run of this command has used.
func (b *bench) unique() string { return fmt.Sprintf("cost%d.%d", time.Now().UnixNano(), b.links) }

func vetTool(pkg string, flags ...string) func(*bench) ([]string, []string, error) {
	return func(b *bench) ([]string, []string, error) {
		program, err := b.link(pkg)
		command := append([]string{"go", "vet", "-vettool=" + program}, flags...)
		return append(command, "./..."), nil, err
	}
}

// respbodyCommand is the command as people run it.
func respbodyCommand(b *bench) ([]string, []string, error) {
	program, err := b.link(respbody)
	return []string{program, "-unread=strict", "./..."}, nil, err
}

// goVet runs the default suite. It is part of the Go release and cannot be
// linked anew; a flag does as well: a function to be checked that does not exist.
func goVet(b *bench) ([]string, []string, error) {
	b.links++
	return []string{"go", "vet", "-printf.funcs=" + b.unique(), "./..."}, nil, nil
}

// custom is what golangci-lint wants to know of a linter that it is built with
// as a plugin.
const custom = `  settings:
    custom:
      respbody:
        type: module
        settings:
          unread: strict
`

// golangciLint runs a single linter of golangci-lint, whose cache is a new one.
func golangciLint(program, linter, settings string) func(*bench) ([]string, []string, error) {
	return func(b *bench) ([]string, []string, error) {
		program, err := filepath.Abs(program)
		if err != nil {
			return nil, nil, err
		}
		b.links++
		cache, err := os.MkdirTemp(b.scratch, "golangci")
		if err != nil {
			return nil, nil, err
		}
		config := filepath.Join(cache, "golangci.yml")
		text := "version: \"2\"\nlinters:\n  default: none\n  enable: [" + linter + "]\n" + settings
		if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
			return nil, nil, err
		}
		command := []string{program, "run", "--config=" + config, "--timeout=1h", "--issues-exit-code=0", "./..."}
		return command, []string{"GOLANGCI_LINT_CACHE=" + cache}, nil
	}
}
