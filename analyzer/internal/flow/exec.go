package flow

import (
	"go/ast"
	"go/token"
)

// node executes one node of a block that is neither a return nor the condition
// that ends the block.
func (x *explorer) node(s *State, n ast.Node) []*State {
	switch n := n.(type) {
	case *ast.ExprStmt:
		return x.eval(s, n.X)
	case ast.Expr:
		return x.rangeOver(s, n) // of functions, nothing else is an expression by itself
	case *ast.AssignStmt:
		return x.assignStmt(s, n)
	case *ast.ValueSpec:
		return x.valueSpec(s, n)
	case *ast.DeferStmt:
		return x.deferStmt(s, n)
	case *ast.GoStmt:
		return x.goStmt(s, n)
	case *ast.IncDecStmt:
		x.count(s, n)
	case *ast.SendStmt:
		states := x.evalAll(s, n.Chan, n.Value)
		for _, s := range states {
			x.escape(s, x.value(s, n.Value))
		}
		return states
	}
	return []*State{s}
}

func (x *explorer) assignStmt(s *State, n *ast.AssignStmt) []*State {
	states := x.evalAll(s, append(operands(n.Lhs), n.Rhs...)...)
	if n.Tok != token.ASSIGN && n.Tok != token.DEFINE { // x += y concerns no body
		for _, s := range states {
			x.forgetVar(s, n.Lhs[0])
		}
		return states
	}
	for _, s := range states {
		vals := x.values(s, n.Rhs, len(n.Lhs))
		for i, lhs := range n.Lhs {
			x.assign(s, lhs, x.convert(vals[i], x.typeOf(n.Rhs, i), x.lhsType(lhs)), n.Tok == token.DEFINE)
			if len(n.Lhs) == len(n.Rhs) {
				x.startCount(s, lhs, n.Rhs[i])
			}
		}
	}
	return states
}

// operands returns the parts of assigned expressions that are evaluated: those
// of m[f()] = v, nothing of a plain variable.
func operands(lhs []ast.Expr) []ast.Expr {
	var es []ast.Expr
	for _, e := range lhs {
		if _, ok := e.(*ast.Ident); !ok {
			es = append(es, e)
		}
	}
	return es
}

func (x *explorer) valueSpec(s *State, n *ast.ValueSpec) []*State {
	states := x.evalAll(s, n.Values...)
	for _, s := range states {
		vals := make([]Value, len(n.Names))
		if len(n.Values) > 0 {
			vals = x.values(s, n.Values, len(n.Names))
		}
		for i, name := range n.Names {
			t := x.lhsType(name)
			if len(n.Values) == 0 {
				vals[i] = zeroValue(t)
			}
			x.assign(s, name, x.convert(vals[i], x.typeOf(n.Values, i), t), true)
			switch len(n.Values) {
			case 0:
				x.startCount(s, name, nil)
			case len(n.Names):
				x.startCount(s, name, n.Values[i])
			}
		}
	}
	return states
}
