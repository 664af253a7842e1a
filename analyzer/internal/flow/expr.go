package flow

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// eval executes the calls of an expression in the order of evaluation. A call
// with several outcomes splits the state; && and || split it where the right
// operand may not be evaluated.
func (x *explorer) eval(s *State, e ast.Expr) []*State {
	if e == nil || !x.hasCalls(e) && !(s.live && isCondition(e)) {
		return []*State{s}
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.eval(s, e.X)
	case *ast.BinaryExpr, *ast.UnaryExpr:
		if isCondition(e) {
			return x.evalCondition(s, e)
		}
		return x.evalAll(s, children(e)...)
	case *ast.CallExpr:
		return x.evalCall(s, e)
	case *ast.CompositeLit:
		return x.evalComposite(s, e)
	case *ast.FuncLit:
		return []*State{s}
	}
	return x.evalAll(s, children(e)...)
}

// isCondition reports whether the value of e says something of its operands.
func isCondition(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return isCondition(e.X)
	case *ast.UnaryExpr:
		return e.Op == token.NOT
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR, token.EQL, token.NEQ:
			return true
		}
	}
	return false
}

// evalCondition evaluates a condition that is used as a value: ok := err == nil.
func (x *explorer) evalCondition(s *State, e ast.Expr) []*State {
	yes, no := x.cond(s, e)
	for _, s := range yes {
		s.setResult(e, []Value{{Truth: effect.True}})
	}
	for _, s := range no {
		s.setResult(e, []Value{{Truth: effect.False}})
	}
	return append(yes, no...)
}

// evalAll evaluates expressions one after the other.
func (x *explorer) evalAll(s *State, es ...ast.Expr) []*State {
	states := []*State{s}
	for _, e := range es {
		if e == nil {
			continue
		}
		var next []*State
		for _, s := range states {
			next = append(next, x.eval(s, e)...)
		}
		states = next
	}
	return states
}

// children returns the operands of the expressions that eval treats alike.
func children(e ast.Expr) []ast.Expr {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return []ast.Expr{e.X}
	case *ast.StarExpr:
		return []ast.Expr{e.X}
	case *ast.UnaryExpr:
		return []ast.Expr{e.X}
	case *ast.BinaryExpr:
		return []ast.Expr{e.X, e.Y}
	case *ast.TypeAssertExpr:
		return []ast.Expr{e.X}
	case *ast.IndexExpr:
		return []ast.Expr{e.X, e.Index}
	case *ast.SliceExpr:
		return []ast.Expr{e.X, e.Low, e.High, e.Max}
	case *ast.KeyValueExpr:
		return []ast.Expr{e.Key, e.Value}
	}
	return nil
}

// evalComposite evaluates the elements of a composite literal. A function
// literal stored in one that does not certainly close the body may be called by
// anybody from then on.
func (x *explorer) evalComposite(s *State, e *ast.CompositeLit) []*State {
	var elts []ast.Expr
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
		}
		elts = append(elts, elt)
	}
	states := x.evalAll(s, elts...)
	_, inStruct := structOf(x.Info.TypeOf(e))
	for _, s := range states {
		for _, elt := range elts {
			v := x.heldOrReleased(s, x.value(s, elt))
			if inStruct && isElement(v) && !track.CanClose(x.Info.TypeOf(elt)) {
				x.escape(s, v) // slices in structs are not followed, unless they close what is in them
			}
		}
	}
	return states
}

// heldOrReleased returns a literal as what it closes. One that does not certainly
// close the body may be called by anybody from now on.
func (x *explorer) heldOrReleased(s *State, v Value) Value {
	held := x.held(s, v)
	if v.Lit != nil && !held.leads() {
		x.release(s, v.Lit)
	}
	return held
}

// isElement reports whether a value is a slice that leads to the body by an element.
func isElement(v Value) bool {
	return slices.ContainsFunc(v.Handles, func(h Handle) bool { return strings.HasPrefix(h.Path, track.Element) })
}

// hasCalls reports whether evaluating n can execute anything of interest: a
// call or a composite literal outside nested function literals.
func (x *explorer) hasCalls(n ast.Node) bool {
	switch e := n.(type) { // most expressions are names, and need no memory
	case *ast.Ident, *ast.BasicLit, *ast.FuncLit:
		return false
	case *ast.CallExpr, *ast.CompositeLit:
		return true
	case *ast.SelectorExpr:
		return x.hasCalls(e.X)
	case *ast.UnaryExpr:
		return x.hasCalls(e.X)
	}
	if found, ok := x.calls[n]; ok {
		return found
	}
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.CompositeLit:
			found = true
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	if x.calls == nil {
		x.calls = map[ast.Node]bool{}
	}
	x.calls[n] = found
	return found
}
