package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// literals finds out which function literals somebody else may run at any time:
// all that are neither called where they stand nor held by a variable that the
// function itself only calls. What a goroutine calls, or a literal of that kind,
// is called by somebody else.
type literals struct {
	vs     *variables
	found  []*ast.FuncLit
	called map[ast.Node]bool           // literals and names that are called
	holder map[*ast.FuncLit]*types.Var // the variable that is declared as a literal
	passed map[*types.Var]bool         // variables that are mentioned, and not only called
	async  *ast.CallExpr               // the call of the last go statement
}

// call notes what the function itself calls.
func (l *literals) call(call *ast.CallExpr) {
	fun := ast.Unparen(call.Fun)
	switch fun := fun.(type) {
	case *ast.FuncLit:
	case *ast.Ident:
		if len(l.holder) == 0 || l.byOthers(fun) {
			return
		}
	default:
		return
	}
	if call == l.async {
		return
	}
	if l.called == nil {
		l.called = map[ast.Node]bool{}
	}
	l.called[fun] = true
}

// byOthers reports whether a name stands in a literal that somebody else may run,
// and that what it names is not declared in.
func (l *literals) byOthers(id *ast.Ident) bool {
	v, ok := l.vs.Info.Uses[id].(*types.Var)
	return !ok || slices.ContainsFunc(l.vs.around, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		return ok && !within(v, lit) && !l.called[lit]
	})
}

// assign notes the variables that are declared as literals.
func (l *literals) assign(n *ast.AssignStmt) {
	for i, rhs := range n.Rhs {
		lit, ok := rhs.(*ast.FuncLit)
		if !ok || n.Tok != token.DEFINE || len(n.Lhs) != len(n.Rhs) {
			continue
		}
		id, _ := n.Lhs[i].(*ast.Ident)
		if v, ok := l.vs.Info.Defs[id].(*types.Var); ok {
			if l.holder == nil {
				l.holder, l.passed = map[*ast.FuncLit]*types.Var{}, map[*types.Var]bool{}
			}
			l.holder[lit] = v
		}
	}
}

// mention notes a variable that is not only called.
func (l *literals) mention(id *ast.Ident) {
	if len(l.holder) == 0 || l.called[id] {
		return
	}
	if v, ok := l.vs.Info.Uses[id].(*types.Var); ok {
		l.passed[v] = true
	}
}

// markVolatile marks what the literals assign that somebody else may run.
func (l *literals) markVolatile() {
	for _, lit := range l.found {
		if v := l.holder[lit]; !l.called[lit] && (v == nil || l.passed[v]) {
			l.vs.markAssigned(lit)
		}
	}
}

// markAssigned marks the variables of enclosing functions that a literal assigns
// as volatile.
func (vs *variables) markAssigned(lit *ast.FuncLit) {
	mark := func(e ast.Expr) {
		if v := vs.named(e); v != nil && !within(v, lit) {
			vs.mark(v)
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

// pass notes the addresses that a call is given.
func (vs *variables) pass(call *ast.CallExpr) {
	for _, arg := range call.Args {
		if addr, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok {
			if vs.passed == nil {
				vs.passed = map[ast.Expr]bool{}
			}
			vs.passed[addr] = true
		}
	}
}

// point marks a variable whose address is kept, by which it may be written.
func (vs *variables) point(addr *ast.UnaryExpr) {
	if addr.Op == token.AND && !vs.passed[addr] {
		if v := vs.named(addr.X); v != nil {
			vs.mark(v)
		}
	}
}

// named returns the variable that an expression is the name of, or nil.
func (vs *variables) named(e ast.Expr) *types.Var {
	id, _ := ast.Unparen(e).(*ast.Ident)
	v, _ := vs.Info.Uses[id].(*types.Var)
	return v
}

func (vs *variables) mark(v *types.Var) {
	if vs.volatile == nil {
		vs.volatile = map[*types.Var]bool{}
	}
	vs.volatile[v] = true
}
