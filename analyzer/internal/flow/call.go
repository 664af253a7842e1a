package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// evalOperands executes what is evaluated before a call is made, and at once by
// a defer or go statement.
func (x *explorer) evalOperands(s *State, call *ast.CallExpr) []*State {
	fun := ast.Unparen(call.Fun)
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		fun = sel.X
	}
	operands := append([]ast.Expr{fun}, call.Args...)
	return slices.DeleteFunc(x.evalAll(s, operands...), func(s *State) bool {
		return slices.ContainsFunc(operands, func(e ast.Expr) bool { return !x.dereference(s, e) })
	})
}

// evalCall executes the operands of a call and then the call.
func (x *explorer) evalCall(s *State, call *ast.CallExpr) []*State {
	var out []*State
	for _, s := range x.evalOperands(s, call) {
		out = append(out, x.call(s, call, false)...)
	}
	return out
}

// call executes a call whose operands have been executed. A deferred call runs
// when the function ends; its operands are evaluated now, so what it closes is
// settled now.
func (x *explorer) call(s *State, call *ast.CallExpr, deferred bool) []*State {
	switch {
	case x.isConversion(call):
		return []*State{s}
	case x.isBuiltin(call):
		return x.builtin(s, call)
	case call == x.Site:
		return x.create(s, call)
	}
	s.failed = s.failed || x.r.Fails(call)
	x.forgetShared(s)
	x.forgetPassed(s, call)
	if x.stops(s, call) {
		return nil
	}
	if slices.ContainsFunc(call.Args, x.isNoBodyName) && slices.ContainsFunc(x.arguments(s, call), argument.isBody) {
		s.noBody() // a test that expects none
	}
	if claim, ok := x.r.Claim(call); ok {
		return x.claim(s, call, claim)
	}
	if lit := x.value(s, call.Fun).Lit; lit != nil {
		if deferred {
			return x.deferLit(s, call, lit)
		}
		return x.inline(s, call, lit)
	}
	if h, ok := x.value(s, call.Fun).direct(); ok && h.Rel.Kind == effect.Closer && !x.isMethod(call) {
		x.apply(s, call, h, effect.Outcome{Life: effect.Closed, Read: effect.EOF}, deferred)
		return []*State{s}
	}
	states := []*State{s}
	if args := x.arguments(s, call); len(args) > 0 {
		states = x.effects(s, call, args, deferred)
	} else if t := x.known(s, call); t != effect.Unknown {
		s.setResult(call, []Value{{Truth: t}})
	} else if x.isAsType(call) && x.value(s, call.Args[0]).truth() == effect.Nil {
		s.setResult(call, []Value{{}, {Truth: effect.False}})
	}
	return x.passLits(states, call, deferred)
}

// stops reports whether a call does not return because of an error that it is given,
// or for want of one, as helpers of tests and commands do.
func (x *explorer) stops(s *State, call *ast.CallExpr) bool {
	for i, arg := range call.Args {
		t := x.Info.TypeOf(arg)
		if t == nil || !track.IsError(t) {
			continue
		}
		switch t := x.value(s, arg).truth(); {
		case t == effect.Nil && x.r.Stops(call, i, effect.Nil), is(t, effect.NonNil) && x.r.Stops(call, i, effect.NonNil):
			return true
		}
	}
	return false
}

// known returns what is known of the only result of a call that has nothing to
// do with the body.
func (x *explorer) known(s *State, call *ast.CallExpr) effect.Truth {
	if x.r.NonNil(call) {
		return effect.NonNil
	}
	for i, arg := range call.Args {
		if t := x.Info.TypeOf(arg); t == nil || !track.IsError(t) {
			continue
		}
		told := effect.Unknown
		switch t := x.value(s, arg).truth(); {
		case t == effect.Nil:
			told = x.r.OfError(call, i, effect.Nil)
		case is(t, effect.NonNil):
			told = x.r.OfError(call, i, effect.NonNil)
		}
		if told != effect.Unknown {
			return told
		}
		if x.value(s, arg).Truth == effect.Nil && s.live && x.tellsOfErrors(call) {
			s.blurred = true // it may tell that there is a response, and nobody knows how
		}
	}
	return effect.Unknown
}

// tellsOfErrors reports whether the only result of a call is an error or a boolean.
func (x *explorer) tellsOfErrors(call *ast.CallExpr) bool {
	t := x.Info.TypeOf(call)
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return track.IsError(t) || ok && basic.Kind() == types.Bool
}

// create executes the call that creates the obligation. The state in which it
// does not, because the call fails or because another instance is the one to
// follow, goes on unchanged.
func (x *explorer) create(s *State, call *ast.CallExpr) []*State {
	n := resultCount(x.Info, call)
	s.setResult(call, make([]Value, n))
	born := s.begin()
	again := s.live
	if s.lost != NotLost && x.dry == 0 { // a loop has come round: this is as far as its path can be told
		x.end(s, End{})
		s.live, s.lost = false, NotLost
	}
	born.status.Read = x.Fresh.Read
	x.narrow(born, x.Fresh.Codes)
	vals := make([]Value, n)
	for _, g := range x.Fresh.When {
		if g.Result < n {
			vals[g.Result].Truth = g.Is
		}
	}
	for _, a := range x.Fresh.Aliases {
		if a.Result < n {
			v := &vals[a.Result]
			v.Handles = sorted(append(slices.Clone(v.Handles), Handle{a.Path, a.Rel}))
		}
	}
	born.setResult(call, vals)
	switch {
	case !x.scouted:
		return []*State{s, born}
	case !again:
		return []*State{born}
	case s.live:
		return []*State{s} // the scout has come here, too
	}
	return nil
}

// appended returns the slice that append returns: not nil, if anything is appended.
func (x *explorer) appended(s *State, call *ast.CallExpr) Value {
	v := x.value(s, call.Args[0])
	switch {
	case call.Ellipsis.IsValid():
		v.Truth = effect.Unknown
	case len(call.Args) > 1:
		v.Truth = effect.NonNil
	}
	return v
}

func (x *explorer) isBuiltin(call *ast.CallExpr) bool {
	tv, ok := x.Info.Types[call.Fun]
	return ok && tv.IsBuiltin()
}

// builtin executes a call of a builtin function: append keeps its elements,
// new makes a struct of one's own.
func (x *explorer) builtin(s *State, call *ast.CallExpr) []*State {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return []*State{s}
	}
	switch id.Name {
	case "append":
		for _, arg := range call.Args[min(1, len(call.Args)):] {
			x.escape(s, x.value(s, arg))
		}
		s.setResult(call, []Value{x.appended(s, call)})
	case "new":
		if x.Info.Types[call.Args[0]].IsType() {
			s.setResult(call, []Value{{Own: true}})
			break
		}
		s.setResult(call, []Value{x.value(s, call.Args[0])}) // a pointer leads where what it points to leads
	}
	return []*State{s}
}
