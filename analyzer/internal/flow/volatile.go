package flow

import (
	"go/ast"
	"go/token"
	"go/types"
)

// volatile returns the variables of a body that are assigned by literals which
// are neither deferred nor called where they stand. It looks once.
func (g *Graph) volatile(info *types.Info) map[*types.Var]bool {
	if g.assigned != nil {
		return g.assigned
	}
	g.assigned = map[*types.Var]bool{}
	inPlace := map[*ast.FuncLit]bool{}
	ast.Inspect(g.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
				inPlace[lit] = true
			}
		case *ast.FuncLit:
			if !inPlace[n] {
				g.markAssigned(n, info)
			}
		}
		return true
	})
	return g.assigned
}

// markAssigned marks the variables of enclosing functions that a literal assigns.
func (g *Graph) markAssigned(lit *ast.FuncLit, info *types.Info) {
	mark := func(e ast.Expr) {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return
		}
		if v, ok := info.Uses[id].(*types.Var); ok && (v.Pos() < lit.Pos() || lit.End() <= v.Pos()) {
			g.assigned[v] = true
		}
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				mark(lhs)
			}
		case *ast.IncDecStmt:
			mark(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				mark(n.X)
			}
		}
		return true
	})
}
