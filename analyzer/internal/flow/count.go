package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// Loops count, and ask what they have counted: if attempt > 0, there is a response
// from the round before. Of an integer that is compared with a constant somewhere
// it is known whether it still is what a constant made it, or has been counted up
// from there. How far is not: states would be as many as rounds.

// counter is the path under which it is remembered what a variable has counted.
const counter = "++"

// counted returns the place where it is remembered what an integer variable of the
// function has counted.
func (p *Problem) counted(e ast.Expr) (place, bool) {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return place{}, false
	}
	v, ok := p.Info.ObjectOf(id).(*types.Var)
	if !ok || !p.local(v) {
		return place{}, false
	}
	t, ok := v.Type().Underlying().(*types.Basic)
	return place{v: v, path: counter}, ok && t.Info()&types.IsInteger != 0
}

// startCount notes that a variable was assigned: a constant, e, or its zero value,
// if e is nil.
func (x *explorer) startCount(s *State, lhs, e ast.Expr) {
	n, ok := int64(0), true
	if e != nil {
		n, ok = x.intValue(e)
	}
	if at, is := x.counted(lhs); is && ok && n >= 0 && n < math.MaxInt16 {
		x.putCount(s, at, effect.Between(int(n), int(n)))
	}
}

// count executes e++ and e--.
func (x *explorer) count(s *State, n *ast.IncDecStmt) {
	at, ok := x.counted(n.X)
	known := s.get(at).Codes
	x.forgetVar(s, n.X)
	if !ok || known == nil || n.Tok != token.INC {
		return
	}
	from, to := known[0].From, known[0].To
	if from == to {
		from++
	}
	x.putCount(s, at, effect.AtLeast(from))
}

// putCount remembers what a variable has counted, unless nobody asks for it.
func (x *explorer) putCount(s *State, at place, codes effect.Codes) {
	if x.vars.until(at, Value{}) != token.NoPos && !x.isVolatile(at.v) && len(s.env) < maxFacts {
		x.put(s, at, Value{Codes: codes})
	}
}

// countTells returns the outcome of a comparison of what has been counted with a
// constant, if it has only one.
func (x *explorer) countTells(s *State, op token.Token, a, b ast.Expr) effect.Truth {
	n, ok := x.intValue(b)
	if !ok {
		if n, ok = x.intValue(a); !ok {
			return effect.Unknown
		}
		a, op = b, turned(op)
	}
	at, ok := x.counted(a)
	known := s.get(at).Codes
	if !ok || known == nil || n < 0 || n >= math.MaxInt16 {
		return effect.Unknown
	}
	switch asked := compared(op, int(n), 1); {
	case known.And(asked).None():
		return effect.False
	case known.And(asked.Not()).None():
		return effect.True
	}
	return effect.Unknown
}

// byCount divides a state by a comparison if what has been counted decides it.
func (x *explorer) byCount(s *State, op token.Token, a, b ast.Expr) (yes, no []*State, ok bool) {
	switch x.countTells(s, op, a, b) {
	case effect.True:
		return []*State{s}, nil, true
	case effect.False:
		return nil, []*State{s}, true
	}
	return nil, nil, false
}
