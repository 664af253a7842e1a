package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// typeCase enters a clause of a type switch: a nil value goes to the clause for
// nil, or else to the default, and no other value goes to a clause for nil
// alone. The variable of the clause has the value of the operand.
func (x *explorer) typeCase(s *State, sw *typeSwitch, clause *ast.CaseClause) []*State {
	val := x.value(s, sw.operand)
	forNil := slices.ContainsFunc(clause.List, isNilIdent)
	switch t := val.truth(); {
	case t == effect.Nil && !forNil && (clause.List != nil || sw.hasNil):
		return nil
	case is(t, effect.NonNil) && forNil && len(clause.List) == 1:
		return nil
	case len(clause.List) > 0 && !slices.ContainsFunc(clause.List, func(e ast.Expr) bool { return !x.isNoBody(s, sw.operand, e) }):
		return nil
	}
	if v, ok := x.Info.Implicits[clause].(*types.Var); ok {
		x.set(s, v, asserted(val, v.Type()))
	}
	return []*State{s}
}

// asserted returns a value that was passed as any, and so as a body, as what it turns
// out to be.
func asserted(v Value, t types.Type) Value {
	if h, direct := v.direct(); direct && h.Rel.Kind == effect.Stream && track.IsResponse(t) {
		h.Rel.Kind = effect.Response
		return Value{Handles: []Handle{h}}
	}
	return v
}

// matches reports whether a clause of a type switch is chosen for certain: one for
// io.Closer by what can be closed, and one for responses by what was passed as any.
func (x *explorer) matches(v Value, clause *ast.CaseClause) bool {
	h, direct := v.direct()
	return direct && h.Rel.Closes && slices.ContainsFunc(clause.List, func(e ast.Expr) bool {
		t := x.Info.TypeOf(e)
		return isInterfaceOf(t, "Close") && h.Rel.Kind == effect.Stream || track.IsResponse(t)
	})
}

// typeElse leaves a clause of a type switch that does not apply. The default
// clause has no block of its own in go/cfg, so its variable is bound here.
func (x *explorer) typeElse(s *State, sw *typeSwitch, clause *ast.CaseClause) []*State {
	val := x.value(s, sw.operand)
	if val.truth() == effect.Nil && len(clause.List) == 1 && isNilIdent(clause.List[0]) || x.matches(val, clause) {
		return nil
	}
	if v, ok := x.Info.Implicits[sw.fallback].(*types.Var); ok && sw.fallback != nil {
		x.set(s, v, val)
	}
	return []*State{s}
}
