package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
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
	}
	if v, ok := x.Info.Implicits[clause].(*types.Var); ok {
		x.set(s, v, val)
	}
	return []*State{s}
}

// typeElse leaves a clause of a type switch that does not apply. The default
// clause has no block of its own in go/cfg, so its variable is bound here.
func (x *explorer) typeElse(s *State, sw *typeSwitch, clause *ast.CaseClause) []*State {
	val := x.value(s, sw.operand)
	if val.truth() == effect.Nil && len(clause.List) == 1 && isNilIdent(clause.List[0]) {
		return nil
	}
	if v, ok := x.Info.Implicits[sw.fallback].(*types.Var); ok && sw.fallback != nil {
		x.set(s, v, val)
	}
	return []*State{s}
}
