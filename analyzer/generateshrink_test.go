package analyzer_test

import (
	"flag"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"testing"
	"time"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

var showDropped = flag.Bool("dropped", false, "show the programs that TestGenerated drops because they do not compile")

// shrink looks for the smallest program of which the same is said wrongly. All
// programs that are one step smaller are compiled and run together.
func (w *world) shrink(t *testing.T, r *result) *result {
	for {
		b := &generate.Batch{Programs: slices.DeleteFunc(r.program.Smaller(), isBroken)}
		dropped := w.dropped
		w.repair(t, b)
		w.dropped = dropped
		if len(b.Programs) == 0 {
			return r
		}
		smaller := slices.DeleteFunc(w.observe(t, b, time.Second), func(s *result) bool {
			return s.agrees() || s.kind() != r.kind() || s.program.Size() >= r.program.Size()
		})
		if len(smaller) == 0 {
			return r
		}
		r = slices.MinFunc(smaller, func(a, b *result) int { return a.program.Size() - b.program.Size() })
	}
}

// isBroken reports whether a program is not even syntax: a label, for one, must not
// be left alone before a clause of a switch.
func isBroken(p *generate.Program) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+p.Source("p"), parser.SkipObjectResolution)
	return err != nil
}

// fixture returns the program as it would stand among the fixtures.
func (r *result) fixture() string {
	name := "goodGenerated"
	if truth := r.truth(); truth != "" {
		name = "badGenerated"
	}
	source := r.program.Source(fmt.Sprintf("%s%d", name, r.program.Seed))
	if out, err := format.Source([]byte(source)); err == nil {
		source = string(out)
	}
	return source
}
