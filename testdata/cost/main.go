// Cost measures what respbody costs on real modules, beside tools that do
// nothing and tools that others use:
//
//	go run . [flags] [[NAME=]DIR ...]
//
// Each DIR is a module that compiles; without one, respbody itself and
// testdata/clients are measured. Every round runs every tool on every module in
// a new order, cold and then again. Cold means that the build cache is warm and
// no result of the tool is there: tools are linked anew for each round, and the
// go command keys its results by what the tool is made of.
//
// It prints a table in Markdown: medians, their spread, and the ratios of runs
// of the same round to the floor, which is a tool that does nothing but declare
// a fact. CPU is user and system time of the whole tree of processes, memory is
// that of the largest among them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

func main() {
	flags := flag.NewFlagSet("cost", flag.ContinueOnError)
	rounds := flags.Int("rounds", 5, "how often everything is measured")
	golangci := flags.String("golangci", "", "a golangci-lint with the plugin of respbody, to be compared as well")
	only := flags.String("only", "", "a regular expression: measure the tools whose names it matches, and the floor")
	switch err := flags.Parse(os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		os.Exit(2)
	}
	tools, err := contenders(*golangci, *only)
	if err == nil {
		err = run(os.Stdout, *rounds, tools, flags.Args())
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "cost: %v\n", err)
		os.Exit(1)
	}
}

// run measures everything and prints the tables to w; what it is doing goes to
// the standard error.
func run(w io.Writer, rounds int, tools []*tool, args []string) error {
	scratch, err := os.MkdirTemp("", "cost")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if len(args) == 0 {
		args = []string{"respbody=../..", "clients=../clients"}
	}
	modules, err := load(args)
	if err != nil {
		return err
	}
	b := &bench{scratch: scratch, rounds: rounds}
	tiny, err := b.tinyModule()
	if err != nil {
		return err
	}
	printHead(w)
	for _, m := range append(modules, tiny) {
		if err := b.measure(m, tools); err != nil {
			return err
		}
		b.print(w, m, tools)
	}
	return b.weigh(w, modules)
}

// A bench is one execution of the command.
type bench struct {
	scratch string
	rounds  int
	links   int // how many tools have been linked
	runs    map[string][]sample
}

// A sample is one cold run of a tool and the run after it.
type sample struct{ cold, warm usage }

// measure runs all tools on a module, in a new order each round.
func (b *bench) measure(m *module, tools []*tool) error {
	b.runs = map[string][]sample{}
	if err := b.warmUp(m); err != nil {
		return err
	}
	for round := range b.rounds {
		for _, i := range rand.Perm(len(tools)) {
			t := tools[i]
			fmt.Fprintf(os.Stderr, "%s: round %d of %d: %s\n", m.name, round+1, b.rounds, t.name)
			s, err := b.sample(m, t)
			if err != nil {
				return fmt.Errorf("%s on %s: %v", t.name, m.name, err)
			}
			b.runs[t.name] = append(b.runs[t.name], s)
		}
	}
	return nil
}

// warmUp fills the build cache, and makes sure that the module compiles: a tool
// that stops early would be a fast one.
func (b *bench) warmUp(m *module) error {
	floor, err := b.link("./tools/floor")
	if err != nil {
		return err
	}
	u, err := execute(m.dir, nil, "go", "vet", "-vettool="+floor, "./...")
	if err == nil && u.found {
		err = errors.New(u.output) // it has nothing else to find
	}
	if err != nil {
		return fmt.Errorf("%s does not compile: %v", m.name, err)
	}
	return nil
}

// sample measures a tool on a module, cold and warm.
func (b *bench) sample(m *module, t *tool) (s sample, err error) {
	command, env, err := t.prepare(b)
	if err != nil {
		return s, err
	}
	if s.cold, err = execute(m.dir, env, command...); err != nil {
		return s, err
	}
	s.warm, err = execute(m.dir, env, command...)
	return s, err
}

// tinyModule returns a module of one package, on which a command shows how long
// it takes to start.
func (b *bench) tinyModule() (*module, error) {
	dir := filepath.Join(b.scratch, "tiny")
	if err := os.Mkdir(dir, 0o777); err != nil {
		return nil, err
	}
	for name, text := range map[string]string{
		"go.mod":  "module tiny.test\n\ngo 1.26\n",
		"tiny.go": "package tiny\n\nimport \"net/http\"\n\nvar Client http.Client\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	ms, err := load([]string{"one package=" + dir})
	if err != nil {
		return nil, err
	}
	return ms[0], nil
}
