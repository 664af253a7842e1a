package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Function literals are not summarised: they share their variables with the
// function they stand in, so they are executed in its states, where they are
// called or, if deferred, where the function ends.

// try runs something of which only the resulting states matter.
func (x *explorer) try(run func() []*State) []*State {
	x.dry++
	defer func() { x.dry-- }()
	return run()
}

// inline executes a call of a literal.
func (x *explorer) inline(s *State, call *ast.CallExpr, lit *ast.FuncLit) []*State {
	x.bindParams(s, call, lit)
	var out []*State
	for _, e := range x.execute(s, lit) {
		e.state.setResult(call, e.results)
		out = append(out, e.state)
	}
	return out
}

// bindParams assigns the arguments of a call to the parameters of a literal.
func (x *explorer) bindParams(s *State, call *ast.CallExpr, lit *ast.FuncLit) {
	params := track.Params(x.Info, lit.Type)
	vals := x.values(s, call.Args, max(len(params), operandCount(x.Info, call)))
	for i, p := range params {
		if p == nil {
			continue
		}
		val := x.convert(vals[i], x.typeOf(call.Args, i), p.Type())
		if _, variadic := p.Type().(*types.Slice); variadic && i == len(params)-1 && !call.Ellipsis.IsValid() && isVariadic(lit) {
			val = Value{}
			for _, v := range vals[i:] {
				val = val.merge(Value{Handles: v.under(track.Element)})
			}
		}
		x.set(s, p, val)
	}
}

func isVariadic(lit *ast.FuncLit) bool {
	list := lit.Type.Params.List
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].Type.(*ast.Ellipsis)
	return ok
}

// execute runs the body of a literal from a state.
func (x *explorer) execute(s *State, lit *ast.FuncLit) []exit {
	if slices.Contains(x.lits, lit) {
		return nil // recursion: what the other paths do is all that is done
	}
	if len(x.lits) >= maxDepth {
		s.handOver(Nested)
		return []exit{{state: s}}
	}
	closing, guarded := s.status.Life == effect.Closing, s.status.Life == effect.Guarded
	x.lits = append(x.lits, lit)
	defer func() { x.lits = x.lits[:len(x.lits)-1] }()

	outer := *s // what is deferred around the literal waits
	s.defers, s.under, s.temps, s.late, s.lateAt = nil, 0, nil, effect.None, 0
	for _, t := range outer.temps {
		s.held = append(slices.Clip(s.held), t.vals...)
	}
	x.zeroResults(s, lit.Type)
	var exits []exit
	seen := map[string]bool{}
	g := x.r.Graph(lit.Body)
	if g == nil {
		x.giveUp(tooLarge)
		return nil
	}
	x.frame(g, []point{{g.CFG.Blocks[0], s}}, func(s *State, ret *ast.ReturnStmt) {
		for _, e := range x.leave(s, ret, lit.Type) {
			k := e.state.key()
			for _, v := range e.results {
				k += string(v.appendKey([]byte{0xfd}))
			}
			if !seen[k] {
				seen[k] = true
				e.state.resume(&outer)
				if !closing && e.state.status.Life == effect.Closing {
					e.state.status.Life = effect.Closed // its defers have run
				}
				if guarded && e.state.live && e.state.status.Life == effect.Open {
					x.guard(e.state) // those of the functions around it have not
				}
				e.state.leaveLiteral(lit)
				exits = append(exits, e)
			}
		}
	})
	return exits
}

// resume brings back what a function had deferred and held when it called a
// literal.
func (s *State) resume(outer *State) {
	s.defers, s.under, s.temps, s.held = outer.defers, outer.under, outer.temps, outer.held
	s.late, s.lateAt = outer.late, outer.lateAt
}

// leaveLiteral drops what is known of the variables of a literal that has
// returned, unless one of its own literals, which may use them, is still around.
func (s *State) leaveLiteral(lit *ast.FuncLit) {
	for _, b := range s.env {
		if inner := b.val.Lit; inner != nil && lit.Pos() < inner.Pos() && inner.End() <= lit.End() {
			return
		}
	}
	s.drop(func(b binding) bool { return b.at.v != nil && within(b.at.v, lit) && !b.val.leads() })
}

// goStmt executes a go statement: what the goroutine closes on every path is
// as good as closed, what it may close is no longer this function's.
func (x *explorer) goStmt(s *State, n *ast.GoStmt) []*State {
	states := x.evalOperands(s, n.Call)
	var out []*State
	for _, s := range states {
		lit := x.value(s, n.Call.Fun).Lit
		if lit == nil {
			out = append(out, x.call(s, n.Call, true)...)
			continue
		}
		x.bindParams(s, n.Call, lit)
		x.forgetShared(s) // from now on the goroutine may assign
		open := s.clone()
		x.release(s, lit)
		out = append(out, s)
		if s.status.Life == effect.Gone && x.mayLeave(open, lit) {
			out = append(out, open)
		}
	}
	return out
}

// mayLeave reports whether a literal that a goroutine runs may end without having
// closed the body, or given it to anybody: nobody but the function is left then.
func (x *explorer) mayLeave(s *State, lit *ast.FuncLit) bool {
	if !s.live || s.status.Life != effect.Open {
		return false
	}
	ends := x.try(func() []*State { return x.run(s.clone(), lit) })
	return slices.ContainsFunc(ends, func(t *State) bool { return t.live && t.status.Life == effect.Open })
}

// passLits applies what a callee does with the function literals among its
// arguments.
func (x *explorer) passLits(states []*State, call *ast.CallExpr, deferred bool) []*State {
	for _, arg := range call.Args {
		var next []*State
		for _, s := range states {
			lit := x.value(s, arg).Lit
			if lit == nil {
				next = append(next, s)
				continue
			}
			next = append(next, x.passLit(s, call, lit, deferred)...)
		}
		states = next
	}
	return states
}

func (x *explorer) passLit(s *State, call *ast.CallExpr, lit *ast.FuncLit, deferred bool) []*State {
	when := x.r.Runs(call)
	creates := x.Site != nil && lit.Pos() <= x.Site.Pos() && x.Site.End() <= lit.End()
	switch {
	case when == Now && !deferred:
		return x.run(s, lit)
	case when == Perhaps && x.hands:
		return []*State{s} // whoever gets the body does not wait for that
	case creates && !deferred:
		return append(x.retry(s.clone(), call, lit), s)
	}
	x.release(s, lit)
	return []*State{s}
}

// retry executes a literal that is passed to a function which runs it for its
// result, as retry.Do does: if the literal's last result is an error, and the
// call's last one too, they are taken to be nil together.
func (x *explorer) retry(s *State, call *ast.CallExpr, lit *ast.FuncLit) []*State {
	n := resultCount(x.Info, call)
	var out []*State
	for _, e := range x.execute(s, lit) {
		if last := len(e.results) - 1; n > 0 && last >= 0 && track.IsError(track.Result(x.Info.TypeOf(call), n-1)) {
			vals := make([]Value, n)
			vals[n-1].Truth = e.results[last].truth()
			e.state.setResult(call, vals)
		}
		out = append(out, e.state)
	}
	return out
}

func (x *explorer) run(s *State, lit *ast.FuncLit) []*State {
	var out []*State
	for _, e := range x.execute(s, lit) {
		out = append(out, e.state)
	}
	return out
}

// held returns a value as something that stores it sees it: a literal that
// would close or read the body is a function value that does so.
func (x *explorer) held(s *State, v Value) Value {
	if v.Lit == nil || !s.live || s.status.Settled() {
		return v
	}
	states := x.try(func() []*State { return x.run(s.clone(), v.Lit) })
	rel := effect.Relation{Kind: effect.Closer, Closes: len(states) > 0, Reads: effect.EOF}
	for _, t := range states {
		rel.Closes = rel.Closes && t.status.Life == effect.Closed
		rel.Reads = min(rel.Reads, t.status.Read)
	}
	if !rel.Closes {
		return v
	}
	return Value{Handles: []Handle{{Rel: rel}}}
}

// release leaves a literal to somebody who may run it at any time: what it
// closes on every path will be closed, what it may close or keep is gone, what
// it reads may be read.
func (x *explorer) release(s *State, lit *ast.FuncLit) {
	if !s.live || s.status.Life == effect.Closed || s.status.Life == effect.Gone {
		return
	}
	states := x.try(func() []*State { return x.run(s.clone(), lit) })
	closes, some := len(states) > 0, false
	for _, t := range states {
		closed := t.live && (t.status.Life == effect.Closed || t.status.Life == effect.Promised)
		closes = closes && closed
		some = some || closed || t.live && t.status.Life == effect.Gone
		if t.status.Read > s.status.Read {
			s.status.Read = t.status.Read
		}
	}
	switch {
	case closes && s.status.Life != effect.Closing:
		s.status.Life = effect.Promised
		s.closedAt = lit.Pos()
	case some:
		s.handOver(Literal)
	}
}
