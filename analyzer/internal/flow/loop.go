package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// rangeDone reports whether a range loop can be over: not before the round of
// the element that leads to the obligation, and not before the last round of a
// constant number of them.
func (x *explorer) rangeDone(s *State, n *ast.RangeStmt) bool {
	if last, ok := x.bound(n); ok {
		if next := x.nextRound(s, n); next != nil && next.And(effect.AtLeast(last)).None() {
			return false
		}
	}
	x.put(s, rounds(n), Value{})
	if !x.value(s, n.X).field(track.Element).leads() {
		return true
	}
	at := place{loop: n}
	if s.get(at).Truth != effect.True {
		return false
	}
	x.put(s, at, Value{})
	return true
}

// rangeVars assigns the variables of a range clause for one more round, if there
// is one.
func (x *explorer) rangeVars(s *State, n *ast.RangeStmt) []*State {
	round := x.nextRound(s, n)
	if last, ok := x.bound(n); ok && round != nil {
		if round = round.And(effect.AtMost(last - 1)); round.None() {
			return nil
		}
	}
	elem := x.value(s, n.X).field(track.Element)
	if elem.leads() {
		at := place{loop: n}
		if s.get(at).Truth == effect.True {
			elem = Value{} // its round is over
		}
		x.put(s, at, Value{Truth: effect.True})
	}
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if e == nil {
			continue
		}
		val := Value{}
		if e == n.Value {
			val = elem
		}
		x.assign(s, e, val, n.Tok == token.DEFINE)
	}
	x.put(s, rounds(n), Value{Codes: round})
	if key, ok := x.key(n); ok && round != nil {
		x.putCount(s, key, round)
	}
	return []*State{s}
}

// rounds returns the place where it is remembered how many rounds of a loop were
// before this one: nothing if that does not matter, false if there was none yet.
func rounds(n *ast.RangeStmt) place { return place{loop: n, path: counter} }

// rangeOver executes the operand of a range clause. An iterator that closes the body
// does so when the loop is left.
func (x *explorer) rangeOver(s *State, e ast.Expr) []*State {
	states := x.eval(s, e)
	if t := x.Info.TypeOf(e); t != nil && isFunc(t) {
		for _, s := range states {
			x.escape(s, x.held(s, x.value(s, e)))
		}
	}
	return states
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// rangeStart notes that a range loop begins, if its rounds are counted by itself or
// by comparisons of its key: those over integers, and over what has indices.
func (x *explorer) rangeStart(s *State, n *ast.RangeStmt) {
	_, bounded := x.bound(n)
	key, ok := x.key(n)
	if bounded || ok && x.vars.until(key, Value{}) != token.NoPos {
		x.put(s, rounds(n), Value{Truth: effect.False})
	}
}

// bound returns how many rounds a loop over a constant has.
func (x *explorer) bound(n *ast.RangeStmt) (int, bool) {
	last, ok := x.intValue(n.X)
	return int(last), ok && last >= 0 && last < math.MaxInt16
}

// key returns the place of the counter that the key of a range clause is, if it is
// one that goes up from zero one by one.
func (x *explorer) key(n *ast.RangeStmt) (place, bool) {
	t := x.Info.TypeOf(n.X).Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	switch t := t.(type) {
	case *types.Slice, *types.Array:
	case *types.Basic:
		if t.Info()&types.IsInteger == 0 {
			return place{}, false
		}
	default:
		return place{}, false
	}
	if n.Key == nil {
		return place{}, false
	}
	return x.counted(n.Key)
}

// nextRound returns how many rounds were before the next one, nil if that is not
// known.
func (x *explorer) nextRound(s *State, n *ast.RangeStmt) effect.Codes {
	before := s.get(rounds(n))
	if before.Truth == effect.False {
		return effect.Between(0, 0)
	}
	if before.Codes == nil {
		return nil
	}
	var limits []int
	if key, ok := x.key(n); ok {
		limits = slices.Clone(x.vars.of(key.v).limits)
	}
	if last, ok := x.bound(n); ok {
		limits = append(limits, last)
	}
	return oneMore(before.Codes, limits)
}
