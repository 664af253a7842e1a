package infer

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A Package is a flow.Resolver: by the methods of this file, by those of
// callbacks.go about literals and tests, by OfError, and by Graph.

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
		if sum := p.literalSummary(call); sum != nil {
			return sum
		}
		return p.typeSummary(call)
	}
	if isStd(fn) {
		return p.library.LookupCall(fn, call, p.info)
	}
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		return p.implemented(fn, recv.Type(), p.inTest(call.Pos()))
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
	if !ok {
		return nil
	}
	return p.summary(p.index.Bound(v))
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

func isStd(fn *types.Func) bool { return fn.Pkg() != nil && track.IsStandardPath(fn.Pkg().Path()) }

var _ flow.Resolver = (*Package)(nil)
