package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// uses says what a function does with the body besides closing it. To close it
// when the function ends, or before, is wrong if somebody still reads it then,
// and the engine does not ask for that: it asks who closes.
type uses struct {
	*repair
	taken    *ast.CallExpr            // a call that is yet to be taken out of an expression
	leads    map[*types.Var]token.Pos // variables through which the body can be read, from where on
	returned map[*ast.ReturnStmt]bool
	escapes  []ast.Node // where it gets to somebody who may read it at any time
	deferred bool       // some deferred call reads it
	read     bool       // something reads it
}

// findUses follows the body from the handle through the variables of the function.
func (r *repair) findUses(taken *ast.CallExpr) *uses {
	u := &uses{repair: r, taken: taken, leads: map[*types.Var]token.Pos{}, returned: map[*ast.ReturnStmt]bool{}}
	if r.handle.root != nil {
		u.leads[r.handle.root] = r.Call.Pos()
	}
	for _, v := range r.readers() {
		u.leads[v] = r.Call.Pos()
	}
	for n := -1; n != len(u.leads); {
		n = len(u.leads)
		u.escapes = nil
		ast.Inspect(r.Body, u.assignment)
	}
	ast.Inspect(r.Body, u.visit)
	return u
}

// readers returns the variables for results of the call through which the body may
// be read, whichever of them closes it: the reader beside a cleanup function.
func (r *repair) readers() []*types.Var {
	var vars []*types.Var
	for _, lhs := range r.site.lhs {
		v := r.root(lhs)
		if v == nil || v.Name() == "_" || track.TakesNothing(v.Type()) || !reachesReader(r.Info.TypeOf(lhs)) {
			continue
		}
		vars = append(vars, v)
	}
	return vars
}

// assignment follows the body into the variables that a node assigns.
func (u *uses) assignment(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if u.gives(n.Rhs, i, len(n.Lhs)) && reachesReader(u.Info.TypeOf(lhs)) {
				u.assigned(lhs, n)
			}
		}
	case *ast.ValueSpec:
		for i, id := range n.Names {
			if u.gives(n.Values, i, len(n.Names)) && reachesReader(u.Info.TypeOf(id)) {
				u.assigned(id, n)
			}
		}
	}
	return true
}

// gives reports whether the i-th of n values leads to the body.
func (u *uses) gives(values []ast.Expr, i, n int) bool {
	switch {
	case len(values) == n:
		return u.leadsTo(values[i])
	case len(values) == 1:
		return u.leadsTo(values[0])
	}
	return false
}

func (u *uses) assigned(lhs ast.Expr, n ast.Node) {
	root := u.root(lhs)
	_, known := u.leads[root]
	_, field := ast.Unparen(lhs).(*ast.SelectorExpr)
	switch {
	case root == nil && isBlank(lhs), root != nil && root.Name() == "_":
	case root == nil || !u.local(root) || field && !known && !within(root.Pos(), u.Body) && !u.isResult(root):
		u.escapes = append(u.escapes, n)
	case !known:
		u.leads[root] = n.Pos()
	}
}

// isLead reports whether the body can be read through a variable where it is used.
func (u *uses) isLead(id *ast.Ident) bool {
	v, _ := u.Info.Uses[id].(*types.Var)
	since, ok := u.leads[v]
	return ok && (id.Pos() >= since || u.loop(id) != nil || u.inLiteral(id, u.Body))
}

func isBlank(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "_"
}

// visit notes where the body gets out of the function.
func (u *uses) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ReturnStmt:
		u.returns(n)
	case *ast.SendStmt:
		if u.leadsTo(n.Value) {
			u.escapes = append(u.escapes, n)
		}
	case *ast.GoStmt:
		if u.mentions(n.Call) {
			u.escapes = append(u.escapes, n)
		}
	case *ast.DeferStmt:
		u.deferred = u.deferred || !u.closes(n) && u.mentions(n.Call)
	case *ast.CallExpr:
		u.passes(n)
	case *ast.Ident:
		u.read = u.read || u.isLead(n) && !u.harmless(n)
	}
	return true
}

// returns notes a return statement of the function itself that returns the body.
func (u *uses) returns(ret *ast.ReturnStmt) {
	for p := u.parents[ret]; p != nil; p = u.parents[p] {
		if _, ok := p.(*ast.FuncLit); ok {
			return
		}
	}
	for _, e := range ret.Results {
		if u.leadsTo(e) {
			u.returned[ret] = true
		}
	}
	if len(ret.Results) == 0 {
		for v, since := range u.leads {
			if since < ret.Pos() && !within(v.Pos(), u.Body) && u.isResult(v) {
				u.returned[ret] = true
			}
		}
	}
}

// isResult reports whether a variable is a named result of the function.
func (u *uses) isResult(v *types.Var) bool {
	var typ *ast.FuncType
	switch fn := u.function().(type) {
	case *ast.FuncLit:
		typ = fn.Type
	case *ast.FuncDecl:
		typ = fn.Type
	}
	return slices.Contains(track.Results(u.Info, typ), v)
}

// passes notes literals that read the body and are run nobody knows when.
func (u *uses) passes(call *ast.CallExpr) {
	for _, arg := range call.Args {
		if lit, ok := ast.Unparen(arg).(*ast.FuncLit); ok && u.mentions(lit) && (!u.oracle.RunsNow(call) || isParallel(lit)) {
			u.escapes = append(u.escapes, call)
		}
	}
}

// isParallel reports whether a literal is a subtest that goes on when the test
// around it is done.
func isParallel(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		found = found || ok && sel.Sel.Name == "Parallel"
		return !found
	})
	return found
}
