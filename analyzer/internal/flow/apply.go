package flow

import (
	"go/ast"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// effects applies a call to everything that leads to the obligation among its
// operands.
func (x *explorer) effects(s *State, call *ast.CallExpr, args []argument, deferred bool) []*State {
	s.setResult(call, make([]Value, resultCount(x.Info, call)))
	sum := x.r.Summary(call)
	states := []*State{s}
	for _, arg := range args {
		for _, h := range arg.handles() {
			outcomes := x.outcomes(call, sum, arg, h)
			var next []*State
			for _, s := range states {
				for i, o := range outcomes {
					c := s
					if i < len(outcomes)-1 {
						c = s.clone()
					}
					if x.guards(c, call, o.When) && x.narrow(c, o.Codes) {
						x.apply(c, call, h, o, deferred)
						next = append(next, c)
					}
				}
			}
			states = next
		}
	}
	return states
}

// outcomes returns what a call does through one handle of one argument, from
// what is known of the callee or else from the conventions.
func (x *explorer) outcomes(call *ast.CallExpr, sum *effect.Summary, arg argument, h Handle) []effect.Outcome {
	if o, ok := x.byShape(call, arg, h); ok {
		return o
	}
	if sum != nil && sum.NoReturn {
		return nil
	}
	if outcomes, ok := lookup(sum, arg.index, track.Join(arg.path, h.Path)); ok {
		if drains, bounded := x.r.Drains(call); drains && (bounded || h.Rel.Bound) {
			return []effect.Outcome{{Read: effect.EOF, Bounded: true}}
		}
		return settle(outcomes)
	}
	if o, ok := unfollowed(arg, h); ok {
		return []effect.Outcome{o}
	}
	if sum == nil || !track.CanLead(arg.typ) { // summaries do not follow what is passed as any
		return []effect.Outcome{convention(arg, h)}
	}
	return []effect.Outcome{{}}
}

// lookup finds the outcomes for a handle in a summary.
func lookup(sum *effect.Summary, param int, path string) ([]effect.Outcome, bool) {
	if sum == nil {
		return nil, false
	}
	for _, p := range sum.Params {
		if p.Param == param && p.Path == path {
			return p.Outcomes, true
		}
	}
	for _, p := range sum.Params {
		if p.Param == effect.Every && param >= 0 {
			return p.Outcomes, true
		}
	}
	return nil, false
}

// guards records what an outcome says of the results and reports whether it
// agrees with what is already known of them.
func (x *explorer) guards(s *State, call *ast.CallExpr, when []effect.Guard) bool {
	vals := slices.Clone(s.result(call))
	for _, g := range when {
		if g.Result >= len(vals) {
			continue
		}
		v := &vals[g.Result]
		if v.Truth != effect.Unknown && !is(v.Truth, g.Is) && !is(g.Is, v.Truth) {
			return false
		}
		v.Truth = g.Is
	}
	s.setResult(call, vals)
	return true
}

// apply carries out an outcome of a call on the body behind a handle.
func (x *explorer) apply(s *State, call *ast.CallExpr, h Handle, o effect.Outcome, deferred bool) {
	reads := h.Rel.Reads
	if o.Bounded || h.Rel.Bound {
		reads = effect.EOF // a limit that the program chose is as good as the end
	}
	read := min(o.Read, reads)
	if deferred && (o.Life == effect.Open || o.Life == effect.Closed) {
		if read > effect.None {
			s.late, s.lateAt = max(s.late, read), len(s.defers) // happens when the function ends, before what is deferred already
		}
	} else {
		if s.status.Life == effect.Closed && read > effect.None && !x.isDrain(call) {
			s.readLate = true
		}
		s.status = s.status.Reads(read)
	}
	if o.Detached && !deferred && h.Rel.Kind == effect.Response {
		x.replaceBody(s, Value{})
	}
	switch {
	case o.Life == effect.Closed && h.Rel.Closes:
		if s.status.Life != effect.Closed {
			s.closedAt = call.Pos() // the first close is the one that matters
		}
		s.loose = deferred && h.Rel.Kind == effect.Response && (s.status.Life != effect.Closing || s.loose)
		s.status = s.status.Closes(deferred)
		if deferred {
			s.late = read // the reads deferred before run after this close
			s.under = len(s.defers)
		}
	case o.Life == effect.Promised && h.Rel.Closes:
		if s.status.Life < effect.Closing {
			s.status.Life, s.closedAt = effect.Promised, call.Pos()
		}
	case o.Life == effect.Gone:
		s.status = s.status.Reads(reads) // whoever has it may read it
		if h.Rel.Closes {
			s.handOver(Passed)
		}
	}
	vals := slices.Clone(s.result(call))
	for _, a := range o.Aliases {
		if a.Result < len(vals) {
			v := vals[a.Result]
			v.Handles = slices.Clone(v.Handles)
			vals[a.Result].Handles = sorted(append(v.Handles, Handle{a.Path, x.through(call, h, a)}))
		}
	}
	s.setResult(call, vals)
}

// isDrain reports whether a call reads for no other purpose than to have read.
func (x *explorer) isDrain(call *ast.CallExpr) bool {
	drains, _ := x.r.Drains(call)
	return drains
}

// through returns the relation to the body of what a call returns for h. A
// generic function is analysed with a stream for its type parameter: where a
// response comes out again it is the one that was put in.
func (x *explorer) through(call *ast.CallExpr, h Handle, a effect.Alias) effect.Relation {
	init := effect.Body()
	switch h.Rel.Kind {
	case effect.Response:
		init = effect.Whole()
		if a.Rel == effect.Body() && track.IsResponse(typeAt(track.Result(x.Info.TypeOf(call), a.Result), a.Path)) {
			return h.Rel
		}
	case effect.Closer:
		init = effect.Call()
	}
	return h.Rel.Through(init, a.Rel)
}

// handOver leaves the obligation to somebody else, unless it is already met.
func (s *State) handOver(why Why) {
	if s.live && (s.status.Life == effect.Open || s.status.Life == effect.Guarded) {
		s.status.Life = effect.Gone
		s.why = why
	}
}

// escape stores a value where anybody may find it.
func (x *explorer) escape(s *State, v Value) {
	if v.Lit != nil {
		x.release(s, v.Lit)
	}
	if !s.live || !v.leads() {
		return
	}
	s.status = s.status.Reads(effect.EOF) // whoever finds it may read it
	if v.closes() {
		s.handOver(Stored)
	}
}
