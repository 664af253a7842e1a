package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// A module is what the tools run on.
type module struct {
	name, dir string
	packages  int // that are asked for
	all       int // with dependencies and tests, on which a tool with facts runs
}

// load finds the modules of the command line.
func load(args []string) ([]*module, error) {
	var ms []*module
	for _, arg := range args {
		name, dir, named := strings.Cut(arg, "=")
		if !named {
			name, dir = filepath.Base(arg), arg
		}
		m := &module{name: name, dir: dir}
		var err error
		if m.packages, err = m.count("./..."); err != nil {
			return nil, err
		}
		if m.all, err = m.count("-deps", "-test", "./..."); err != nil {
			return nil, err
		}
		ms = append(ms, m)
	}
	return ms, nil
}

// count returns how many packages go list lists.
func (m *module) count(args ...string) (int, error) {
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = m.dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("go list in %s: %v", m.dir, err)
	}
	return len(strings.Fields(string(out))), nil
}
