package analyzer

import (
	"go/ast"
	"go/types"
	"os"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/cfg"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/fix"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/infer"
)

// newFixes returns what writes the fixes of a package.
func newFixes(pass *analysis.Pass, opts Options) *fix.Package {
	readFile := pass.ReadFile
	if readFile == nil { // nogo has none
		readFile = os.ReadFile
	}
	return fix.New(fix.Config{
		Fset:     pass.Fset,
		Info:     pass.TypesInfo,
		Pkg:      pass.Pkg,
		Files:    pass.Files,
		ReadFile: readFile,
		Closure:  opts.CloseStyle == "closure",
	})
}

// fix returns the change that removes a finding, nil if there is none.
func (r *reporter) fix(f *finding) *fix.Change {
	return r.fixes.Fix(r.file, r.goVersion(), newOracle(r.pkg, f.ob.Function.Body), r.problem(f))
}

// problem describes a finding in terms of syntax.
func (r *reporter) problem(f *finding) *fix.Problem {
	p := &fix.Problem{Call: f.call, Body: f.ob.Function.Body, Fresh: f.ob.Fresh}
	if f.ob.Also != nil || f.ob.Fresh.Despite {
		p.Fresh.When = nil // an error does not say that there is no response
	}
	switch {
	case r.wanted(hasty):
		p.Read = fix.Always
	case r.wanted(unread):
		p.Read = fix.Unread
	}
	for _, e := range f.ends {
		if e.Why == flow.NoBody {
			continue // to close it does no harm
		}
		p.Ends = append(p.Ends, fix.End{
			Pos:         e.Pos,
			Life:        e.Status.Life,
			ClosedAt:    e.ClosedAt,
			Read:        e.Status.Read,
			Empty:       e.Empty,
			Elsewhere:   elsewhere(e),
			ReadLate:    e.ReadLate,
			Overwritten: e.Loss == flow.Overwritten,
		})
	}
	return p
}

// An oracle answers the questions of package fix about one function.
type oracle struct {
	pkg   *infer.Package
	stuck map[*ast.CallExpr]bool // calls that do not return
}

// newOracle finds the calls of a body that do not return: its control flow ends
// with them, though they are no return statements.
func newOracle(pkg *infer.Package, body *ast.BlockStmt) *oracle {
	o := &oracle{pkg: pkg, stuck: map[*ast.CallExpr]bool{}}
	if g := pkg.Graph(body); g != nil {
		for _, b := range g.CFG.Blocks {
			o.addLast(b)
		}
	}
	return o
}

func (o *oracle) addLast(b *cfg.Block) {
	if !b.Live || len(b.Succs) > 0 || len(b.Nodes) == 0 {
		return
	}
	if s, ok := b.Nodes[len(b.Nodes)-1].(*ast.ExprStmt); ok {
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
			o.stuck[call] = true
		}
	}
}

func (o *oracle) Returns(call *ast.CallExpr) bool { return !o.stuck[call] }

func (o *oracle) RunsNow(call *ast.CallExpr) bool { return o.pkg.Runs(call) == flow.Now }

func (o *oracle) OfNil(call *ast.CallExpr, i int) effect.Truth {
	return o.pkg.OfError(call, i, effect.Nil)
}

func (o *oracle) MayBeNil(call *ast.CallExpr) bool { return o.pkg.MayBeNil(call) }

func (o *oracle) Claim(call *ast.CallExpr) (fix.Claim, bool) {
	c, ok := o.pkg.Claim(call)
	return fix.Claim(c), ok
}

func (o *oracle) Drains(call *ast.CallExpr) bool {
	drains, _ := o.pkg.Drains(call)
	return drains
}

func (o *oracle) DrainsAndCloses(fn *types.Func) bool {
	sum := o.pkg.Method(fn)
	if sum == nil || len(sum.Params) == 0 {
		return false
	}
	for _, p := range sum.Params {
		for _, out := range p.Outcomes {
			if out.Life != effect.Closed || out.Read != effect.EOF {
				return false
			}
		}
	}
	return true
}

func (o *oracle) Closes(m *types.Func, path string) bool {
	sum := o.pkg.Method(m)
	if sum == nil {
		return false
	}
	for _, p := range sum.Params {
		if p.Param == effect.Receiver && p.Path == path {
			return len(p.Outcomes) > 0 && !slices.ContainsFunc(p.Outcomes, func(out effect.Outcome) bool { return out.Life != effect.Closed })
		}
	}
	return false
}

// OnlyCloses looks at what is known of the parameters: a close that is passed as
// a method value can read nothing.
func (o *oracle) OnlyCloses(call *ast.CallExpr) bool {
	sum := o.pkg.Summary(call)
	if sum == nil {
		return false
	}
	for _, p := range sum.Params {
		if p.Param >= 0 && p.Param < len(call.Args) && isMethodClose(call.Args[p.Param]) {
			continue
		}
		for _, out := range p.Outcomes {
			if out.Life != effect.Closed || out.Read != effect.None {
				return false
			}
		}
	}
	return len(sum.Params) > 0
}

// isMethodClose reports whether an expression is the method value of a Close.
func isMethodClose(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Close"
}
