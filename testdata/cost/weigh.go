package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// weigh prints how much the facts add to what the go command stores of the
// packages of each module: types, which every tool has, and facts.
func (b *bench) weigh(w io.Writer, modules []*module) error {
	fmt.Fprint(w, "\n| | types | facts | of the types | largest of a package |\n|---|---|---|---|---|\n")
	for _, m := range modules {
		types, err := b.sizes(m, "./tools/floor")
		if err != nil {
			return err
		}
		both, err := b.sizes(m, respbody)
		if err != nil {
			return err
		}
		total, facts, largest, where := 0, 0, 0, ""
		for id, size := range types {
			total += size
			more := both[id] - size
			facts += more
			if more > largest {
				largest, where = more, id
			}
		}
		fmt.Fprintf(w, "| %s | %d KiB | %d KiB | %.2f %% | %d bytes, %s |\n", m.name, total>>10, facts>>10, 100*float64(facts)/float64(total), largest, where)
	}
	return nil
}

// sizes runs a vet tool on a module and returns the size of what it stores for
// each package, standard library included.
func (b *bench) sizes(m *module, pkg string) (map[string]int, error) {
	program, err := b.link(pkg)
	if err != nil {
		return nil, err
	}
	scale, err := b.link("./tools/weigh")
	if err != nil {
		return nil, err
	}
	log := filepath.Join(b.scratch, filepath.Base(pkg)+".log")
	if err := os.RemoveAll(log); err != nil {
		return nil, err
	}
	env := []string{"WEIGH_TOOL=" + program, "WEIGH_LOG=" + log}
	if _, err := execute(m.dir, env, "go", "vet", "-vettool="+scale, "./..."); err != nil {
		return nil, err
	}
	return readSizes(log)
}

// readSizes reads what weigh has noted, for each package that was weighed.
func readSizes(name string) (map[string]int, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sizes := map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var size int
		var id string
		if _, err := fmt.Sscanf(lines.Text(), "%d\t%s", &size, &id); err != nil {
			return nil, fmt.Errorf("%s: %v", lines.Text(), err)
		}
		sizes[id] = size
	}
	return sizes, nil
}
