package flow

import (
	"go/ast"
	"go/token"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// rangeDone reports whether a range loop can be over: not before the round of
// the element that leads to the obligation.
func (x *explorer) rangeDone(s *State, n *ast.RangeStmt) bool {
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

// rangeVars assigns the variables of a range clause for one more round.
func (x *explorer) rangeVars(s *State, n *ast.RangeStmt) []*State {
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
	return []*State{s}
}
