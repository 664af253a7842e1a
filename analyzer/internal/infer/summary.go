package infer

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Bounds of the computation, far above what people write.
const (
	maxNesting  = 1000 // helpers that call helpers
	maxPackage  = 4e6  // steps of the engine in all functions of a package
	maxRounds   = 20   // rounds of functions that call each other
	maxOutcomes = 8    // outcomes of one parameter
)

// eachParam calls yield for every place in which a parameter, receiver first,
// can hold a body.
func (p *Package) eachParam(f *track.Function, yield func(int, *types.Var, track.Place)) {
	visit := func(index int, v *types.Var) {
		if v == nil || v.Name() == "_" {
			return // not used: the body stays as it is
		}
		for _, place := range track.Places(v.Type()) {
			yield(index, v, place)
		}
		if isAny(v.Type()) && p.asserts(f, v) {
			yield(index, v, track.Place{Rel: effect.Body()})
		}
	}
	recv := f.Recv(p.info)
	visit(effect.Receiver, recv)
	if recv != nil && f.Obj.Name() == "Close" {
		for _, field := range p.assertedFields(f, recv) {
			yield(effect.Receiver, recv, track.Place{Path: field, Rel: effect.Body()})
		}
	}
	for i, v := range track.Params(p.info, f.Type) {
		visit(i, v)
	}
}

// isAny reports whether t is the empty interface.
func isAny(t types.Type) bool {
	it, ok := types.Unalias(t).Underlying().(*types.Interface)
	return ok && it.Empty() && !track.IsTypeParam(t)
}

// asserts reports whether a function asks a parameter for its type: a body that
// is passed as any may be closed that way.
func (p *Package) asserts(f *track.Function, v *types.Var) bool {
	found := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if ta, ok := n.(*ast.TypeAssertExpr); ok {
			id, ok := ast.Unparen(ta.X).(*ast.Ident)
			found = found || ok && p.info.Uses[id] == v
		}
		return !found
	})
	return found
}

// assertedFields returns the fields of a parameter that are readers, and that a function
// asks whether they can be closed: if c, ok := x.r.(io.Closer); ok.
func (p *Package) assertedFields(f *track.Function, v *types.Var) []string {
	var fields []string
	ast.Inspect(f.Body, func(n ast.Node) bool {
		ta, ok := n.(*ast.TypeAssertExpr)
		if !ok {
			return true
		}
		sel, ok := ast.Unparen(ta.X).(*ast.SelectorExpr)
		if ok && p.isFieldOf(sel, v) && track.CanRead(p.info.TypeOf(sel)) && !track.CanClose(p.info.TypeOf(sel)) && !slices.Contains(fields, sel.Sel.Name) {
			fields = append(fields, sel.Sel.Name)
		}
		return true
	})
	return fields
}

// compute explores a function once for every obligation that comes in through a
// parameter and for every one that may go out through a result.
func (p *Package) compute(f *track.Function) *effect.Summary {
	sum := &effect.Summary{}
	sum.NoReturn = f.Obj != nil && p.noReturn(f.Obj)
	errs := p.errorParams(f)
	p.eachParam(f, func(index int, v *types.Var, place track.Place) {
		if !p.uses(f, v, place.Path) {
			sum.Params = append(sum.Params, effect.ParamEffect{Param: index, Path: place.Path, Outcomes: []effect.Outcome{p.untouched(f, index)}})
			return
		}
		problem := &flow.Problem{Info: p.info, Function: f, Param: v, Path: place.Path, Rel: place.Rel}
		if place.Rel.Kind == effect.Response {
			problem.Nil = errs
		}
		sum.Params = append(sum.Params, effect.ParamEffect{
			Param:    index,
			Path:     place.Path,
			Outcomes: idempotent(index, place.Path, p.outcomes(f, p.run(problem))),
		})
	})
	sum.Fresh = p.handedOut(f)
	return sum
}

// untouched returns the outcome of a function for a body that it does not look at. One
// that returns an error out of the struct that holds the body says that there is one.
func (p *Package) untouched(f *track.Function, param int) effect.Outcome {
	if param != effect.Receiver || len(f.Body.List) != 1 {
		return effect.Outcome{}
	}
	ret, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return effect.Outcome{}
	}
	is, field := effect.Nil, ret.Results[0]
	if b, ok := field.(*ast.BinaryExpr); ok && p.info.Types[b.Y].IsNil() { // whether it is nil
		is, field = effect.True, b.X
		if b.Op == token.NEQ {
			is = effect.False
		}
	}
	sel, ok := field.(*ast.SelectorExpr)
	if !ok || !track.IsError(p.info.TypeOf(sel)) || !p.isFieldOf(sel, f.Recv(p.info)) {
		return effect.Outcome{}
	}
	return effect.Outcome{When: []effect.Guard{{Is: is}}}
}

// run explores a problem at the expense of the package's budget.
//
// A mistake of the engine's own must not hide what it finds elsewhere in the
// package: it gives up on this one exploration.
func (p *Package) run(problem *flow.Problem) (v *flow.Verdict) {
	depth := len(p.stack)
	defer func() {
		if r := recover(); r != nil {
			p.stack = p.stack[:depth]
			v = &flow.Verdict{GaveUp: fmt.Sprintf("internal error: %v", r)}
			p.failures = append(p.failures, fmt.Sprintf("%v: %s", p.pass.Fset.Position(problem.Function.Node.Pos()), v.GaveUp))
		}
	}()
	v = flow.Explore(problem, p)
	p.steps += v.Steps
	return v
}

// errorParams returns the parameters of type error. Where a response is passed
// along with an error, as in f(http.Get(url)), the error is nil if there is a
// body.
func (p *Package) errorParams(f *track.Function) []*types.Var {
	var errs []*types.Var
	for _, v := range track.Params(p.info, f.Type) {
		if v != nil && track.IsError(v.Type()) {
			errs = append(errs, v)
		}
	}
	return errs
}
