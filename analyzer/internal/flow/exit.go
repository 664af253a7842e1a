package flow

import (
	"encoding/binary"
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// returns executes a return statement and passes the states in which it has
// been evaluated on to exit.
func (x *explorer) returns(s *State, ret *ast.ReturnStmt, exit func(*State, *ast.ReturnStmt)) {
	for _, s := range x.evalAll(s, ret.Results...) {
		exit(s, ret)
	}
}

// zeroResults gives the named results of a function their zero values, with
// which a bare return may return them.
func (x *explorer) zeroResults(s *State, ft *ast.FuncType) {
	for _, v := range track.Results(x.Info, ft) {
		if v != nil && v.Name() != "_" {
			x.set(s, v, zeroValue(v.Type()))
		}
	}
}

// An exit is a state in which a body has returned.
type exit struct {
	state   *State
	results []Value
}

// leave ends the execution of a body at a return statement: the results are
// assigned, then the deferred literals run, who may still change named ones.
func (x *explorer) leave(s *State, ret *ast.ReturnStmt, ft *ast.FuncType) []exit {
	named := track.Results(x.Info, ft)
	vals := x.resultValues(s, ret, ft, named)
	for i, v := range vals {
		vals[i] = x.held(s, v)
	}
	s.temps = nil
	isNamed := len(named) > 0 && named[0] != nil
	if isNamed {
		for i, v := range named {
			if v != nil {
				x.set(s, v, vals[i])
			}
		}
	}
	held := s.held
	s.held = append(slices.Clip(held), vals...)
	if s.status.Life == effect.Guarded {
		s.status.Life = effect.Open // now it will show
	}
	var exits []exit
	for _, s := range x.runDefers(s) {
		s.held = held
		out := vals
		if isNamed {
			out = x.namedValues(s, named)
		}
		exits = append(exits, exit{s, out})
	}
	return exits
}

func (x *explorer) namedValues(s *State, named []*types.Var) []Value {
	vals := make([]Value, len(named))
	for i, v := range named {
		if v != nil {
			vals[i] = x.get(s, v)
		}
	}
	return vals
}

// resultValues returns the values that a return statement returns, as the
// caller sees them.
func (x *explorer) resultValues(s *State, ret *ast.ReturnStmt, ft *ast.FuncType, named []*types.Var) []Value {
	n := len(named)
	if len(ret.Results) == 0 {
		return x.namedValues(s, named)
	}
	vals := x.values(s, ret.Results, n)
	i := 0
	for _, field := range ft.Results.List {
		for range max(1, len(field.Names)) {
			if i < n {
				vals[i] = x.convert(vals[i], x.typeOf(ret.Results, i), x.Info.TypeOf(field.Type))
				i++
			}
		}
	}
	return vals
}

// exit ends a path of the explored function itself.
func (x *explorer) exit(s *State, ret *ast.ReturnStmt) {
	for _, e := range x.leave(s, ret, x.Function.Type) {
		if !e.state.live || x.dry > 0 {
			continue
		}
		if x.tooLate(e.state, ret) {
			e.state.lost, e.state.lostAt = NextRound, x.bornAt
		}
		x.end(e.state, x.returned(e, ret))
	}
}

// tooLate reports whether a state comes to a return statement in a later round of a
// loop than that of its obligation: the statement stands before the call, and before
// what leads to the body is declared. The response was lost on the way.
func (x *explorer) tooLate(s *State, ret *ast.ReturnStmt) bool {
	if x.Site == nil || s.lost != NotLost || s.status.Life != effect.Open || x.Site.Pos() < ret.End() || len(s.defers) > 0 {
		return false
	}
	return !slices.ContainsFunc(s.env, func(b binding) bool {
		return b.val.leads() && (b.at.v == nil || b.at.v.Pos() < ret.Pos())
	})
}

// returned describes the end of a path at a return statement.
func (x *explorer) returned(e exit, ret *ast.ReturnStmt) End {
	end := End{Pos: ret.Pos(), Loss: Returned}
	s := e.state
	for i, v := range e.results {
		end.Truths = append(end.Truths, v.truth())
		if v.Lit != nil {
			x.release(s, v.Lit)
		}
		for _, h := range v.Handles {
			end.Aliases = append(end.Aliases, effect.Alias{Result: i, Path: h.Path, Rel: h.Rel})
		}
		if x.Param == nil && v.closes() && !s.status.Settled() {
			end.Handed = true
		}
	}
	if end.Handed {
		s.handOver(ToCaller)
	}
	return end
}

// end records how a path ended, once for each different way.
func (x *explorer) end(s *State, e End) {
	if s.lost != NotLost && s.status.Life == effect.Open {
		e.Loss, e.Pos = s.lost, s.lostAt
	}
	e.Empty, e.Failed, e.Why, e.Blurred = s.empty, s.failed, s.why, s.blurred
	if x.tells() {
		e.Codes = s.codes
	}
	e.Status, e.ClosedAt, e.Captured, e.Detached, e.ReadLate = s.status, s.closedAt, s.captured, s.detached, s.readLate
	if e.Status.Life == effect.Guarded || e.Status.Life == effect.Closing {
		e.Status.Life = effect.Closed // what was deferred has run by now
	}
	if e.Status.Settled() && e.Loss != Returned {
		e.Loss = NotLost
	}
	k := e.key()
	i, ok := x.seen[k]
	if !ok {
		i = len(x.ends)
		x.seen[k] = i
		x.ends = append(x.ends, e)
	}
	same := &x.ends[i]
	same.Blurred = same.Blurred && s.blurred
	if len(same.Ways) < enough {
		same.Ways = append(same.Ways, s.trail)
	}
}

// certain leaves out ends with an open body that may not be possible, because
// flags have been forgotten on their way, unless the body is open at every end.
func certain(ends []End) []End {
	open := func(e End) bool { return e.Status.Life == effect.Open }
	if !slices.ContainsFunc(ends, func(e End) bool { return !open(e) }) {
		return ends
	}
	return slices.DeleteFunc(ends, func(e End) bool { return e.Blurred && open(e) })
}

func (e End) key() string {
	b := []byte{byte(e.Loss), byte(e.Status.Life), byte(e.Status.Read), bit(e.Captured), bit(e.Detached), bit(e.ReadLate), bit(e.Empty), bit(e.Failed), bit(e.Handed)}
	b = binary.AppendUvarint(b, uint64(e.Pos))
	b = binary.AppendUvarint(b, uint64(e.ClosedAt))
	b = appendCodes(b, e.Codes)
	for _, t := range e.Truths {
		b = append(b, byte(t))
	}
	for _, a := range e.Aliases {
		b = append(b, 0xff, byte(a.Result), byte(a.Rel.Kind), bit(a.Rel.Closes), byte(a.Rel.Reads))
		b = append(b, a.Path...)
	}
	return string(b)
}
