package flow

import (
	"go/ast"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// deferStmt executes a defer statement.
func (x *explorer) deferStmt(s *State, n *ast.DeferStmt) []*State {
	var out []*State
	for _, s := range x.evalOperands(s, n.Call) {
		out = append(out, x.call(s, n.Call, true)...)
	}
	return out
}

// deferLit registers a literal to be executed where the function ends.
func (x *explorer) deferLit(s *State, call *ast.CallExpr, lit *ast.FuncLit) []*State {
	x.bindParams(s, call, lit)
	if i := slices.Index(s.defers, lit); i >= 0 {
		s.defers = slices.Delete(slices.Clone(s.defers), i, i+1)
		if i < s.under {
			s.under--
		}
		if i < s.lateAt {
			s.lateAt--
		}
	}
	s.defers = append(s.defers, lit)
	if s.live && s.status.Life == effect.Open {
		x.guard(s)
		if s.status.Life == effect.Guarded {
			s.closedAt = call.Pos()
		}
	}
	return []*State{s}
}

// guard marks the body as guarded if the registered literals, run now, would
// close it on every path.
func (x *explorer) guard(s *State) {
	states := x.try(func() []*State { return x.runDefers(s.clone()) })
	if len(states) == 0 {
		return
	}
	for _, t := range states {
		if t.status.Life != effect.Closed && t.status.Life != effect.Gone {
			return
		}
	}
	s.status.Life = effect.Guarded
}

// runDefers executes the registered literals, last first. Reads, and a close, that
// were deferred when some of them were there already come before those.
func (x *explorer) runDefers(s *State) []*State {
	lits, under, late, lateAt := s.defers, s.under, s.late, s.lateAt
	s.defers, s.under, s.late, s.lateAt = nil, 0, effect.None, 0
	states := []*State{s}
	for i, lit := range slices.Backward(lits) {
		var next []*State
		for _, s := range states {
			if i < lateAt {
				s.status = s.status.Reads(late)
			}
			if i < under && s.status.Life == effect.Closing {
				s.status.Life = effect.Closed
			}
			for _, e := range x.execute(s, lit) {
				next = append(next, e.state)
			}
		}
		states = next
	}
	for _, s := range states {
		s.status = s.status.Reads(late)
	}
	return states
}
