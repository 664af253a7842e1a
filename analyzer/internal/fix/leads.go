package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// leadsTo reports whether the body can be read through the value of an expression.
func (u *uses) leadsTo(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return u.isLead(e)
	case *ast.SelectorExpr:
		return u.leadsTo(e.X) && !u.isOther(e) && reachesReader(u.Info.TypeOf(e))
	case *ast.StarExpr:
		return u.leadsTo(e.X)
	case *ast.UnaryExpr:
		return e.Op == token.AND && u.leadsTo(e.X)
	case *ast.TypeAssertExpr:
		return u.leadsTo(e.X)
	case *ast.IndexExpr:
		return u.leadsTo(e.X) && reachesReader(u.Info.TypeOf(e))
	case *ast.FuncLit:
		return u.mentions(e.Body)
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if u.leadsTo(elt) {
				return true
			}
		}
	case *ast.CallExpr:
		return u.callLeads(e)
	}
	return false
}

// callLeads reports whether the result of a call leads to the body: something
// made from it, such as a bufio.Reader.
func (u *uses) callLeads(call *ast.CallExpr) bool {
	switch {
	case call == u.taken:
		return true
	case call == u.Call || !reachesReader(u.Info.TypeOf(call)):
		return false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && u.Info.Selections[sel] != nil && u.leadsTo(sel.X) {
		return true
	}
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok && u.mentions(lit) {
		return true
	}
	for _, arg := range call.Args {
		if u.leadsTo(arg) {
			return true
		}
	}
	return false
}

// isOther reports whether a selector names a field of a response that has
// nothing to do with its body.
func (u *uses) isOther(e *ast.SelectorExpr) bool {
	sel := u.Info.Selections[e]
	if sel == nil || sel.Kind() != types.FieldVal {
		return false
	}
	t := u.Info.TypeOf(e.X)
	return t != nil && track.IsResponse(t) && e.Sel.Name != "Body"
}

// mentions reports whether a node does anything with the body, other than to
// look at the rest of its response or to compare it with nil.
func (u *uses) mentions(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && call == u.taken {
			found = true
		}
		if id, ok := n.(*ast.Ident); ok {
			found = found || u.isLead(id) && !u.harmless(id)
		}
		return !found
	})
	return found
}

// harmless reports whether a variable that leads to the body is used for
// something else.
func (u *uses) harmless(id *ast.Ident) bool {
	switch p := u.parents[id].(type) {
	case *ast.SelectorExpr:
		sel := u.Info.Selections[p]
		if sel != nil && sel.Kind() == types.FieldVal {
			return u.isOther(p) || !reachesReader(u.Info.TypeOf(p)) || u.isClosed(p)
		}
		return sel != nil && (u.isClosed(id) || p.Sel.Name == "Cookies" || p.Sel.Name == "Location")
	case *ast.BinaryExpr:
		return u.isNil(p.X) || u.isNil(p.Y)
	case *ast.AssignStmt:
		for i, lhs := range p.Lhs {
			if lhs == id || len(p.Lhs) == len(p.Rhs) && ast.Unparen(p.Rhs[i]) == id && isBlank(lhs) {
				return true
			}
		}
	}
	return false
}

// isClosed reports whether all that is done with a value is to close it.
func (u *uses) isClosed(e ast.Expr) bool {
	sel, ok := u.parents[e].(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Close" && u.Info.Selections[sel] != nil && u.Info.Selections[sel].Kind() == types.MethodVal
}

// reachesReader reports whether a value of type t can give access to a reader.
func reachesReader(t types.Type) bool { return holds(t, map[types.Type]bool{}) }

func holds(t types.Type, seen map[types.Type]bool) bool {
	if t == nil || seen[t] || track.IsError(t) {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return holds(u.Elem(), seen)
	case *types.Slice:
		return holds(u.Elem(), seen)
	case *types.Array:
		return holds(u.Elem(), seen)
	case *types.Map:
		return holds(u.Elem(), seen)
	case *types.Chan:
		return holds(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if holds(f.Type(), seen) {
				return true
			}
		}
	case *types.Tuple:
		for v := range u.Variables() {
			if holds(v.Type(), seen) {
				return true
			}
		}
	case *types.Interface, *types.Signature:
		return true
	}
	return false
}
