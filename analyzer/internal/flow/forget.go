package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// forgetVar drops what is known of a number that changes.
func (x *explorer) forgetVar(s *State, e ast.Expr) {
	if v := x.rootVar(e); v != nil {
		x.forgetFields(s, v, "")
	}
}

// forgetShared drops what is known of variables that a call may change: fields
// that are reached through a pointer, and what some literal assigns.
func (x *explorer) forgetShared(s *State) {
	for i := range s.env {
		if b := &s.env[i]; b.v != nil && b.val.Truth != effect.Unknown && x.isVolatile(b.v) {
			b.val.Truth = effect.Unknown
		}
	}
	s.env = slices.DeleteFunc(s.env, func(b binding) bool { return b.val.zero() })
	for p, id := range x.ids {
		v, ok := p.node.(*types.Var)
		if !ok || p.path == "" || isStruct(v.Type()) || track.IsResponse(v.Type()) {
			continue
		}
		if _, pointer := v.Type().Underlying().(*types.Pointer); pointer {
			s.set(id, nil, Value{})
		}
	}
}

// forgetFields drops what is known of the fields of a variable at and below a
// path.
func (x *explorer) forgetFields(s *State, v *types.Var, path string) {
	for p, id := range x.ids {
		if p.node == v && p.path != "" && (path == "" || p.path == path || strings.HasPrefix(p.path, path+".")) {
			s.set(id, nil, Value{})
		}
	}
}

// forgetPassed drops what is known of variables whose address a call is given:
// errors.As sets its target.
func (x *explorer) forgetPassed(s *State, call *ast.CallExpr) {
	for _, arg := range call.Args {
		addr, ok := ast.Unparen(arg).(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			continue
		}
		id, ok := ast.Unparen(addr.X).(*ast.Ident)
		if !ok {
			continue
		}
		if v, ok := x.Info.Uses[id].(*types.Var); ok && x.local(v) {
			val := x.get(s, v)
			val.Truth = effect.Unknown
			x.set(s, v, val)
			x.forgetFields(s, v, "")
		}
	}
}

// isVolatile reports whether a variable is assigned by a literal that somebody
// else may run: one that is neither deferred nor called where it stands.
func (x *explorer) isVolatile(v *types.Var) bool {
	if x.volatile == nil {
		x.volatile = map[*types.Var]bool{}
		x.findVolatile(x.Function.Body)
	}
	return x.volatile[v]
}

func (x *explorer) findVolatile(body *ast.BlockStmt) {
	inPlace := map[*ast.FuncLit]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
				inPlace[lit] = true
			}
		case *ast.FuncLit:
			if !inPlace[n] {
				x.markAssigned(n)
			}
		}
		return true
	})
}

// markAssigned marks the variables of enclosing functions that a literal assigns.
func (x *explorer) markAssigned(lit *ast.FuncLit) {
	mark := func(e ast.Expr) {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return
		}
		if v, ok := x.Info.Uses[id].(*types.Var); ok && (v.Pos() < lit.Pos() || lit.End() <= v.Pos()) {
			x.volatile[v] = true
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

// leaveScope drops what is known of the variables that a statement declares when
// control has passed it. Those that lead to the body stay: that they are gone is
// for the exit to tell.
func (s *State) leaveScope(stmt ast.Stmt) {
	if stmt == nil {
		return
	}
	s.env = slices.DeleteFunc(s.env, func(b binding) bool {
		return b.v != nil && !b.val.leads() && stmt.Pos() <= b.v.Pos() && b.v.Pos() < stmt.End()
	})
}
