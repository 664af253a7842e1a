package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A goCommand runs the go command of one directory, whose modules may ask for
// another toolchain than the one in PATH.
type goCommand struct {
	path  string
	dir   string   // "" for the current one
	build []string // build flags, for every subcommand that loads packages
	env   []string // added to the environment
	set   goEnv    // what go env says
	place []string // a flag for the tool that stands for the directory

	progress io.Writer // where go vet is to be seen at work, or nil

	original map[string]string // what files are called for which others are read
}

// goEnv is what is asked of go env.
type goEnv struct{ GOVERSION, GOFLAGS, GOMOD, GOWORK string }

// newGoCommand finds the go command for inv, and takes the flags of the analyzer
// out of GOFLAGS, where go vet accepts them but go list does not.
func newGoCommand(inv *invocation) (*goCommand, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("the go command is not in PATH; respbody needs it to load packages")
	}
	if inv.dir != "" {
		if info, err := os.Stat(inv.dir); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("-C %s: no such directory", inv.dir)
		}
	}
	g := &goCommand{path: path, dir: inv.dir, build: inv.build, progress: inv.progress}

	stdout, stderr, err := g.run("env", "-json", "GOVERSION", "GOFLAGS", "GOMOD", "GOWORK")
	if err != nil {
		return nil, fmt.Errorf("go env: %s", firstLine(stderr, err))
	}
	if err := json.Unmarshal(stdout, &g.set); err != nil {
		return nil, fmt.Errorf("go env: %v", err)
	}
	if msg := tooNew(g.set.GOVERSION); msg != "" {
		return nil, errors.New(msg)
	}
	rest, err := inv.takeGOFLAGS(g.set.GOFLAGS)
	if err != nil {
		return nil, err
	}
	g.place = placeFlags(g.build, g.set)
	if rest != g.set.GOFLAGS {
		g.env = []string{"GOFLAGS=" + rest}
	}
	return g, nil
}

// run executes a subcommand and returns what it wrote. The directory is that of
// the process and not -C, which keeps the path as the user spelled it.
func (g *goCommand) run(args ...string) (stdout, stderr []byte, err error) {
	cmd := exec.Command(g.path, args...)
	cmd.Dir = g.dir
	cmd.Env = append(cmd.Environ(), g.env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if g.progress != nil && args[0] == "vet" {
		p := startProgress(g.progress, 400*time.Millisecond, 200*time.Millisecond)
		defer p.end()
		cmd.Stdout = io.MultiWriter(&out, p)
	}
	err = cmd.Run()
	return out.Bytes(), errs.Bytes(), err
}

// firstLine returns the first line a failing command wrote, or else how it failed.
func firstLine(stderr []byte, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(stderr)), "\n")
	if line == "" {
		return err.Error()
	}
	return line
}
