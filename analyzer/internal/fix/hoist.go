package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// closeNested takes a call out of the expression that it is part of, so that its
// results have names and the body can be closed.
func (r *repair) closeNested() bool {
	value := r.value()
	stmt := r.statementOf(value)
	holder := r.hoistable(stmt, value)
	if holder == nil || r.loop(value) != nil || r.handsOver() || r.drains() && r.closesEarly() {
		return false
	}
	names, h, cond := r.results(value, holder)
	if h.close == "" || r.drains() && h.body == "" {
		return false
	}
	r.handle = h
	u := r.findUses(value)
	if len(u.escapes) > 0 || len(u.returned) > 0 {
		return false
	}
	lines := r.deferred(r.drains())
	if cond != "" {
		lines = inIf(cond, lines)
	}
	r.takeOut(holder, value, names, lines)
	r.message = "Keep the response and defer the close of its body"
	return true
}

// readNested takes a call out of the expression that closes its body, which has
// to be read before.
func (r *repair) readNested() bool {
	value := r.value()
	stmt := r.statementOf(value)
	holder := r.hoistable(stmt, value)
	sel, ok := r.parents[value].(*ast.SelectorExpr)
	if holder == nil || !ok || len(r.Ends) != 1 || r.Closure {
		return false
	}
	names, h, _ := r.results(value, holder)
	if h.body == "" || r.parents[sel] == nil {
		return false
	}
	r.handle = h
	r.takeOut(holder, value, names, []string{r.drainLine(false)})
	r.message = "Read what is left of the body before closing it"
	return true
}

// takeOut declares names for the results of a value, adds lines, and puts the
// names in its place.
func (r *repair) takeOut(holder ast.Stmt, value *ast.CallExpr, names string, lines []string) {
	lines = append([]string{names + " := " + r.src.of(value)}, lines...)
	r.edits = append(r.edits, r.src.above(holder, lines), r.src.replace(value, names))
}

// value returns the call, or the call around it that hands the response on:
// must(http.Get(url)).
func (r *repair) value() *ast.CallExpr {
	value := r.Call
	for {
		outer, ok := r.around(value).(*ast.CallExpr)
		if !ok || ast.Unparen(outer.Fun) == value || !track.IsResponse(r.Info.TypeOf(outer)) {
			return value
		}
		value = outer
	}
}

// results returns the names of what a value yields, the handle among them, and
// what to ask before it is used.
func (r *repair) results(value *ast.CallExpr, holder ast.Stmt) (names string, h handle, cond string) {
	in := r.listAround(holder).owner
	if value != r.Call {
		name := r.fresh("resp", in)
		h, _ = r.handleFor(place{text: name}, r.Info.TypeOf(value), effect.Alias{Rel: effect.Whole()})
		return name, h, r.unlessUsed(value, h)
	}
	tuple, ok := r.Info.TypeOf(value).(*types.Tuple)
	if !ok {
		if ranked := r.ranked(); len(ranked) > 0 {
			name := r.fresh(nameFor(ranked[0]), in)
			h, _ = r.handleFor(place{text: name}, r.Info.TypeOf(value), ranked[0])
			return name, h, r.unlessUsed(value, h)
		}
		return "", handle{}, ""
	}
	if tuple.Len() != 2 || len(r.Fresh.When) != 1 || r.Fresh.When[0].Is != effect.Nil {
		return "", handle{}, ""
	}
	a := r.ranked()[0]
	name, err := r.fresh(nameFor(a), in), r.fresh("err", in)
	if a.Result+r.Fresh.When[0].Result != 1 {
		return "", handle{}, ""
	}
	h, _ = r.handleFor(place{text: name}, tuple.At(a.Result).Type(), a)
	if a.Result == 1 {
		return err + ", " + name, h, err + " == nil"
	}
	return name + ", " + err, h, err + " == nil"
}

// unlessUsed returns the test for nil of a handle, "" if it cannot be nil or if
// the expression could not be evaluated then anyway.
func (r *repair) unlessUsed(value ast.Expr, h handle) string {
	if _, ok := r.parents[value].(*ast.SelectorExpr); ok || h.typ == nil || !isNilable(h.typ) {
		return ""
	}
	return h.text + " != nil"
}

// hoistable returns a statement if it stands in a list, and a value in it can be
// computed before it and have the same effect; else nil.
func (r *repair) hoistable(stmt ast.Stmt, value ast.Expr) ast.Stmt {
	switch s := stmt.(type) {
	case *ast.ExprStmt, *ast.ReturnStmt, *ast.AssignStmt:
	case *ast.IfStmt:
		if s.Init != nil {
			return nil
		}
	case *ast.SwitchStmt:
		if s.Init != nil || s.Tag == nil || !within(value.Pos(), s.Tag) {
			return nil
		}
	default:
		return nil
	}
	if r.listAround(stmt).owner == nil || !r.evaluatedFirst(stmt, value) {
		return nil
	}
	return stmt
}

// evaluatedFirst reports whether nothing that has an effect is evaluated in a
// statement before a value, and the value is evaluated in any case.
func (r *repair) evaluatedFirst(stmt ast.Stmt, value ast.Expr) bool {
	for n := ast.Node(value); n != stmt; n = r.parents[n] {
		switch p := r.parents[n].(type) {
		case *ast.BinaryExpr:
			if (p.Op == token.LAND || p.Op == token.LOR) && p.Y == n {
				return false
			}
		case *ast.FuncLit:
			return false
		}
	}
	first := true
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if n.End() <= value.Pos() && !r.Info.Types[n.Fun].IsType() {
				first = false
			}
		case *ast.UnaryExpr:
			first = first && !(n.Op == token.ARROW && n.Pos() < value.Pos())
		}
		return first
	})
	return first
}

func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature:
		return true
	}
	return false
}
