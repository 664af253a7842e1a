package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// Loops count, and ask what they have counted: if attempt > 0, there is a response
// from the round before. Of an integer that a constant was assigned to, and that is
// counted up from there, it is known between which of the constants it is compared
// with it lies. No more than that: states would be as many as rounds.

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
	x.putCount(s, at, oneMore(known, x.vars.of(at.v).limits))
}

// oneMore returns between which of the constants lies what was known to lie between
// two of them, when it has been counted up.
func oneMore(known effect.Codes, limits []int) effect.Codes {
	least, most := known[0].From+1, known[len(known)-1].To+1
	from, to := known[0].From, math.MaxInt
	for _, limit := range limits {
		for _, n := range []int{limit, limit + 1} {
			if n <= least {
				from = max(from, n)
			}
			if n >= most {
				to = min(to, n)
			}
		}
	}
	return effect.Between(from, to)
}

// putCount remembers what a variable has counted, unless nobody asks for it.
func (x *explorer) putCount(s *State, at place, codes effect.Codes) {
	if x.vars.until(at, Value{}) != token.NoPos && !x.isVolatile(at.v) && len(s.env) < maxFacts {
		x.put(s, at, Value{Codes: codes})
	}
}

// asksCount returns what a comparison with a constant asks of what has been
// counted, and what is known of that, nil if nothing is.
func (x *explorer) asksCount(s *State, op token.Token, a, b ast.Expr) (at place, known, asked effect.Codes) {
	n, ok := x.intValue(b)
	if !ok {
		if n, ok = x.intValue(a); !ok {
			return place{}, nil, nil
		}
		a, op = b, turned(op)
	}
	if at, ok = x.counted(a); !ok || n < 0 || n >= math.MaxInt16 {
		return place{}, nil, nil
	}
	return at, s.get(at).Codes, compared(op, int(n), 1)
}

// byCount divides a state by a comparison of what has been counted with a constant,
// if anything is known of that. Whether two are equal is only divided here if there
// is one outcome.
func (x *explorer) byCount(s *State, op token.Token, a, b ast.Expr) (yes, no []*State, ok bool) {
	at, known, asked := x.asksCount(s, op, a, b)
	switch {
	case known == nil:
		return nil, nil, false
	case known.And(asked).None():
		return nil, []*State{s}, true
	case known.And(asked.Not()).None():
		return []*State{s}, nil, true
	case op == token.EQL:
		return nil, nil, false
	}
	other := s.clone()
	x.putCount(s, at, known.And(asked))
	x.putCount(other, at, known.And(asked.Not()))
	return []*State{s}, []*State{other}, true
}
