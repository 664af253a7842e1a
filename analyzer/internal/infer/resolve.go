package infer

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// The methods of this file make a Package a flow.Resolver.

// callee returns the function or method that a call invokes, as declared, or
// nil for function values, conversions and builtins.
func (p *Package) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(p.info, call).(*types.Func)
	if fn == nil {
		return nil
	}
	return fn.Origin()
}

// Summary returns what is known of the callee: a directive or the source in
// this package, a model, or a fact; nil if nothing is known.
func (p *Package) Summary(call *ast.CallExpr) *effect.Summary {
	fn := p.callee(call)
	if fn == nil {
		return p.literalSummary(call)
	}
	if isStd(fn) {
		return p.library.LookupCall(fn, call, p.info)
	}
	return p.Method(fn)
}

// literalSummary returns the summary of the function literal that a variable
// holds, if it only ever holds that one.
func (p *Package) literalSummary(call *ast.CallExpr) *effect.Summary {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := p.info.Uses[id].(*types.Var)
	if !ok || p.index.Bound[v] == nil {
		return nil
	}
	return p.summary(p.index.ByLit[p.index.Bound[v]])
}

// Method returns what is known of a declared function or concrete method.
func (p *Package) Method(fn *types.Func) *effect.Summary {
	fn = fn.Origin()
	if f := p.index.ByObj[fn]; f != nil {
		return p.summary(f)
	}
	if s := p.library.Lookup(fn); s != nil {
		return s
	}
	return p.importFact(fn)
}

// importFact returns the summary that another package's facts carry. A
// function of a package without facts is unknown.
func (p *Package) importFact(fn *types.Func) *effect.Summary {
	if s, ok := p.imported[fn]; ok {
		return s
	}
	var sum *effect.Summary
	var fact Fact
	if fn.Pkg() != nil && fn.Pkg() != p.pass.Pkg && p.pass.ImportObjectFact(fn, &fact) {
		sum = &fact.Summary
	}
	p.imported[fn] = sum
	return sum
}

// mayReturn reports whether a call that is a statement of its own can return.
func (p *Package) mayReturn(call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := p.info.Uses[id].(*types.Builtin); ok {
			return b.Name() != "panic"
		}
	}
	if p.library.NoReturnCall(call, p.info) {
		return false
	}
	fn := p.callee(call)
	return fn == nil || !p.noReturn(fn)
}

// NonNil reports whether the only result of a call is never nil.
func (p *Package) NonNil(call *ast.CallExpr) bool {
	fn := p.callee(call)
	return fn != nil && p.library.NonNilError(fn)
}

// OfNil returns what a function of one error returns for a nil error: false for
// those of package os, and whatever the source says for those of this package.
func (p *Package) OfNil(call *ast.CallExpr) effect.Truth {
	fn := p.callee(call)
	if fn == nil {
		return effect.Unknown
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "os" {
		return effect.False // IsExist, IsNotExist, IsPermission, IsTimeout
	}
	f := p.index.ByObj[fn]
	if f == nil || f.Sig.Results().Len() != 1 {
		return effect.Unknown
	}
	if t, ok := p.ofNil[f]; ok {
		return t
	}
	p.ofNil[f] = effect.Unknown // of a recursive function nothing is known
	p.ofNil[f] = p.exploreNil(f)
	return p.ofNil[f]
}

// exploreNil explores a function of one error for a nil error.
func (p *Package) exploreNil(f *track.Function) effect.Truth {
	params := track.Params(p.info, f.Type)
	if len(params) != 1 || params[0] == nil {
		return effect.Unknown
	}
	v := p.run(&flow.Problem{Info: p.info, Function: f, Param: params[0], Given: effect.Nil})
	result := effect.Unknown
	for i, e := range v.Ends {
		if v.GaveUp != "" || len(e.Truths) != 1 || i > 0 && e.Truths[0] != result {
			return effect.Unknown
		}
		result = e.Truths[0]
	}
	return result
}

// Drains reports whether a call copies a reader to io.Discard, and whether it
// stops at a limit of its own, as io.CopyN does.
func (p *Package) Drains(call *ast.CallExpr) (drains, bounded bool) {
	fn := p.callee(call)
	if fn == nil {
		return false, false
	}
	dst, _, bounded, ok := p.library.Drain(fn)
	return ok && dst < len(call.Args) && p.isDiscard(call.Args[dst]), bounded
}

func (p *Package) isDiscard(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Discard" {
		return false
	}
	obj := p.info.Uses[sel.Sel]
	return obj != nil && obj.Pkg() != nil && (obj.Pkg().Path() == "io" || obj.Pkg().Path() == "io/ioutil")
}

// fresh returns the obligations that a call creates for its caller.
func (p *Package) fresh(call *ast.CallExpr, f *track.Function) []effect.Fresh {
	fresh := conventional(p.info.TypeOf(call))
	if sum := p.Summary(call); sum != nil {
		fresh = p.instantiate(call, sum.Fresh)
	}
	if len(fresh) == 0 || p.fromMemory(call, f) {
		return nil
	}
	return p.specialise(call, fresh, f)
}

// instantiate drops the obligations that a generic function hands out only
// where its type parameter is a response.
func (p *Package) instantiate(call *ast.CallExpr, fresh []effect.Fresh) []effect.Fresh {
	fn := p.callee(call)
	if fn == nil {
		return fresh
	}
	declared, actual := fn.Signature().Results(), p.info.TypeOf(call)
	return slices.DeleteFunc(slices.Clone(fresh), func(f effect.Fresh) bool {
		return slices.ContainsFunc(f.Aliases, func(a effect.Alias) bool {
			_, generic := types.Unalias(declared.At(a.Result).Type()).(*types.TypeParam)
			return generic && !track.IsResponse(result(actual, a.Result))
		})
	})
}

// result returns the type of the i-th result of a call of type t.
func result(t types.Type, i int) types.Type {
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple.At(i).Type()
	}
	return t
}

// conventional returns what the convention says of an unknown callee: with an
// error beside it, a response is the caller's to close if the error is nil.
func conventional(results types.Type) []effect.Fresh {
	tuple, ok := results.(*types.Tuple)
	if !ok || tuple.Len() != 2 || !track.IsError(tuple.At(1).Type()) {
		return nil
	}
	if t := tuple.At(0).Type(); !track.IsResponse(t) && !track.IsTypeParam(t) {
		return nil
	}
	return []effect.Fresh{{
		Aliases: []effect.Alias{{Rel: effect.Whole()}},
		When:    []effect.Guard{{Result: 1, Is: effect.Nil}},
	}}
}

func isStd(fn *types.Func) bool { return fn.Pkg() != nil && track.IsStandardPath(fn.Pkg().Path()) }

var _ flow.Resolver = (*Package)(nil)
