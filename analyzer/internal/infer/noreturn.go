package infer

import (
	"go/ast"
	"go/types"
)

// noReturn reports whether a function never returns to its caller. The graph of
// a function is built only where its last statement makes that possible, which
// is next to nowhere.
func (p *Package) noReturn(fn *types.Func) bool {
	if known, ok := p.noReturns[fn]; ok {
		return known
	}
	p.noReturns[fn] = false // recursion returns, as far as anybody knows
	result := p.library.NoReturn(fn)
	if f := p.index.ByObj[fn]; f != nil && !result {
		if p.endsWithoutReturn(f.Body) {
			g := p.Graph(f.Body)
			result = g != nil && g.CFG.NoReturn()
		}
	} else if !result && !isStd(fn) {
		sum := p.importFact(fn)
		result = sum != nil && sum.NoReturn
	}
	p.noReturns[fn] = result
	return result
}

// endsWithoutReturn reports whether the last statement of a body is a call that
// does not return or a loop without a condition.
func (p *Package) endsWithoutReturn(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		return ok && !p.mayReturn(call)
	case *ast.ForStmt:
		return last.Cond == nil
	case *ast.SelectStmt:
		return len(last.Body.List) == 0
	}
	return false
}
