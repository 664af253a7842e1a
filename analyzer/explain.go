package analyzer

import (
	"fmt"
	"go/token"
	"go/types"
	"io"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/infer"
)

// Explain writes what the pass knows of a function, and of the responses it
// creates: the summary that callers see and where it comes from (model, directive,
// source, fact or convention), and how each path ends for each response. The name
// is that of a function, "Get" or "Client.Get", in the packages that match the
// patterns in dir, or of one that they import, "io.ReadAll". Everything is loaded
// from source; packages that do not load are left out. The error says that none
// loads, or that the name means nothing.
func Explain(w io.Writer, dir string, patterns []string, name string) error {
	pkgs, err := inferred(dir, patterns)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		for _, fn := range p.Lookup(name) {
			if !seen[fn.FullName()] {
				seen[fn.FullName()] = true
				explain(w, dir, p, fn)
			}
		}
	}
	if len(seen) == 0 {
		return fmt.Errorf("no function %s in these packages or what they import", name)
	}
	return nil
}

// A loaded is the result of the infer analyzer with its package's positions.
type loaded struct {
	*infer.Package
	pass *packages.Package
}

// inferred runs the summary half of the pass on the packages that match.
func inferred(dir string, patterns []string) ([]loaded, error) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Tests: true}, patterns...)
	if err != nil {
		return nil, err
	}
	var failed error
	pkgs = slices.DeleteFunc(pkgs, func(p *packages.Package) bool {
		if len(p.Errors) > 0 && failed == nil {
			failed = p.Errors[0]
		}
		return len(p.Errors) > 0
	})
	if len(pkgs) == 0 && failed != nil {
		return nil, failed
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{infer.Analyzer}, pkgs, nil)
	if err != nil {
		return nil, err
	}
	var all []loaded
	for _, root := range graph.Roots {
		if root.Err != nil {
			continue // a dependency does not load
		}
		all = append(all, loaded{root.Result.(*infer.Package), root.Package})
	}
	return all, nil
}

// position returns a position with its file relative to dir.
func (p loaded) position(dir string, at token.Pos) token.Position {
	pos := p.pass.Fset.Position(at)
	if rel, err := filepath.Rel(dir, pos.Filename); err == nil {
		pos.Filename = rel
	}
	return pos
}

// explain writes about one function.
func explain(w io.Writer, dir string, p loaded, fn *types.Func) {
	sum, origin := p.Origin(fn)
	fmt.Fprintf(w, "%s (%s)\n", fn.FullName(), origin)
	for _, line := range infer.Describe(sum) {
		fmt.Fprintf(w, "\t%s\n", line)
	}
	f := p.Function(fn)
	if f == nil {
		return
	}
	for _, ob := range p.Obligations(f) {
		pos := p.position(dir, ob.Call.Pos())
		v := p.Follow(ob)
		fmt.Fprintf(w, "\t%s: response body of %s\n", pos, callee(ob.Call))
		if v.GaveUp != "" {
			fmt.Fprintf(w, "\t\tgiven up: %s\n", v.GaveUp)
		}
		for _, e := range v.Ends {
			fmt.Fprintf(w, "\t\tline %d: %s\n", p.pass.Fset.Position(e.Pos).Line, state(e.Status, e.Why.String()))
		}
		verdict := "not reported"
		if found := judge(ob, v); found != nil {
			verdict = "reported as " + found.rule.category()
		}
		fmt.Fprintf(w, "\t\t%s\n", verdict)
	}
}

// state describes the end of a path.
func state(s effect.Status, why string) string {
	if s.Life == effect.Gone {
		return why
	}
	return fmt.Sprintf("%s, read: %s", s.Life, s.Read)
}
