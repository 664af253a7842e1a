package infer

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// MayBeNil reports whether a call invokes a function of this package that returns nil
// on some path, as its only result, or what another call returned whose error it
// leaves to its callers to find: whoever uses the result has to ask.
func (p *Package) MayBeNil(call *ast.CallExpr) bool {
	f := p.index.ByObj[p.callee(call)]
	if f == nil || f.Sig.Results().Len() != 1 {
		return false
	}
	found := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = found || len(n.Results) == 1 && p.info.Types[n.Results[0]].IsNil()
		case *ast.AssignStmt:
			found = found || p.leavesError(n)
		}
		return !found
	})
	return found
}

// leavesError reports whether an assignment drops an error, or leaves it in a field.
func (p *Package) leavesError(n *ast.AssignStmt) bool {
	if _, isCall := ast.Unparen(n.Rhs[0]).(*ast.CallExpr); !isCall || len(n.Lhs) < 2 {
		return false
	}
	switch last := ast.Unparen(n.Lhs[len(n.Lhs)-1]).(type) {
	case *ast.SelectorExpr:
		return track.IsError(p.info.TypeOf(last))
	case *ast.Ident:
		return last.Name == "_"
	}
	return false
}
