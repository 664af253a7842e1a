package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

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
	x.forgetShared(s)
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
		x.apply(s, call, argument{}, h, effect.Outcome{Life: effect.Closed, Read: effect.EOF}, deferred)
		return []*State{s}
	}
	states := []*State{s}
	if args := x.arguments(s, call); len(args) > 0 {
		states = x.effects(s, call, args, deferred)
	} else if t := x.known(s, call); t != effect.Unknown {
		s.setResult(call, []Value{{Truth: t}})
	}
	return x.passLits(states, call, deferred)
}

// known returns what is known of the only result of a call that has nothing to
// do with the body.
func (x *explorer) known(s *State, call *ast.CallExpr) effect.Truth {
	if x.r.NonNil(call) {
		return effect.NonNil
	}
	if len(call.Args) == 1 && x.value(s, call.Args[0]).truth() == effect.Nil && track.IsError(x.Info.TypeOf(call.Args[0])) {
		return x.r.OfNil(call)
	}
	return effect.Unknown
}

// create executes the call that creates the obligation. The state in which it
// does not, because the call fails or because another instance is the one to
// follow, goes on unchanged.
func (x *explorer) create(s *State, call *ast.CallExpr) []*State {
	n := resultCount(x.Info, call)
	s.setResult(call, make([]Value, n))
	born := s.clone()
	if born.live {
		born.forget()
	}
	if s.lost != NotLost { // a loop has come round: this is as far as its path can be told
		x.end(s, End{})
		s.live, s.lost = false, NotLost
	}
	born.live, born.born = true, true
	born.status = effect.Status{Read: x.Fresh.Read}
	born.late, born.empty, born.detached, born.lost, born.lostAt = effect.None, false, false, NotLost, 0
	born.captured, born.dropped, born.closedAt, born.trail = false, NotLost, 0, nil
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
	return []*State{s, born}
}

func resultCount(info *types.Info, call *ast.CallExpr) int {
	switch t := info.TypeOf(call).(type) {
	case nil:
		return 0
	case *types.Tuple:
		return t.Len()
	}
	return 1
}

// An argument is an operand of a call that leads to the obligation.
type argument struct {
	index int    // as in effect.ParamEffect
	path  string // track.Element, for one of several variadic arguments
	val   Value
	typ   types.Type // of the parameter; of the receiver's expression for the receiver
}

// arguments returns the operands of a call that lead to the obligation.
func (x *explorer) arguments(s *State, call *ast.CallExpr) []argument {
	if !s.live {
		return nil
	}
	var args []argument
	if recv, ok := x.receiver(s, call); ok && recv.val.leads() {
		args = append(args, recv)
	}
	sig, ok := signature(x.Info, call)
	if !ok {
		return args
	}
	vals := x.values(s, call.Args, operandCount(x.Info, call))
	last := sig.Params().Len() - 1
	shift := 0 // of a method expression the first argument is the receiver
	if x.isMethodExpr(call) {
		shift = 1
	}
	for i, v := range vals {
		v = x.held(s, v)
		if !v.leads() || last < 0 {
			continue
		}
		arg := argument{index: i, val: v, typ: sig.Params().At(min(i, last)).Type()}
		if sig.Variadic() && i >= last {
			arg.index = last
			if !call.Ellipsis.IsValid() {
				arg.path = track.Element
				if sl, ok := arg.typ.(*types.Slice); ok {
					arg.typ = sl.Elem()
				}
			}
		}
		arg.val = x.convert(v, x.typeOf(call.Args, i), arg.typ)
		arg.index -= shift
		args = append(args, arg)
	}
	return args
}

// operandCount returns how many arguments a call passes: those written, or the
// results of the one call that is written.
func operandCount(info *types.Info, call *ast.CallExpr) int {
	if len(call.Args) == 1 {
		if tuple, ok := info.TypeOf(call.Args[0]).(*types.Tuple); ok {
			return tuple.Len()
		}
	}
	return len(call.Args)
}

func signature(info *types.Info, call *ast.CallExpr) (*types.Signature, bool) {
	t := info.TypeOf(call.Fun)
	if t == nil {
		return nil, false
	}
	sig, ok := t.Underlying().(*types.Signature)
	return sig, ok
}

// receiver returns the receiver of a method call, seen through the embedded
// fields that lead to the method.
func (x *explorer) receiver(s *State, call *ast.CallExpr) (argument, bool) {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return argument{}, false
	}
	sel := x.Info.Selections[e]
	if sel == nil || sel.Kind() != types.MethodVal {
		return argument{}, false
	}
	return argument{index: effect.Receiver, val: promote(x.value(s, e.X), sel), typ: sel.Recv()}, true
}

// isMethod reports whether a call names the method it calls: x.M().
func (x *explorer) isMethod(call *ast.CallExpr) bool { return x.selects(call, types.MethodVal) }

// isMethodExpr reports whether a call is of a method expression: T.M(x).
func (x *explorer) isMethodExpr(call *ast.CallExpr) bool { return x.selects(call, types.MethodExpr) }

func (x *explorer) selects(call *ast.CallExpr, kind types.SelectionKind) bool {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	sel := x.Info.Selections[e]
	return sel != nil && sel.Kind() == kind
}

func (x *explorer) method(call *ast.CallExpr) *types.Func {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	m, _ := x.Info.Uses[e.Sel].(*types.Func)
	return m
}

// effects applies a call to everything that leads to the obligation among its
// operands.
func (x *explorer) effects(s *State, call *ast.CallExpr, args []argument, deferred bool) []*State {
	s.setResult(call, make([]Value, resultCount(x.Info, call)))
	sum := x.r.Summary(call)
	states := []*State{s}
	for _, arg := range args {
		for _, h := range arg.val.Handles {
			outcomes := x.outcomes(call, sum, arg, h)
			var next []*State
			for _, s := range states {
				for i, o := range outcomes {
					c := s
					if i < len(outcomes)-1 {
						c = s.clone()
					}
					if x.guards(c, call, o.When) {
						x.apply(c, call, arg, h, o, deferred)
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
	if sum == nil {
		return []effect.Outcome{convention(arg, h)}
	}
	if sum.NoReturn {
		return nil
	}
	path := track.Join(arg.path, h.Path)
	if outcomes, ok := lookup(sum, arg.index, path); ok {
		if drains, bounded := x.r.Drains(call); drains && (bounded || h.Rel.Bound) {
			return []effect.Outcome{{Read: effect.EOF, Bounded: true}}
		}
		return settle(outcomes)
	}
	return []effect.Outcome{{}}
}

// lookup finds the outcomes for a handle in a summary.
func lookup(sum *effect.Summary, param int, path string) ([]effect.Outcome, bool) {
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
func (x *explorer) apply(s *State, call *ast.CallExpr, arg argument, h Handle, o effect.Outcome, deferred bool) {
	reads := h.Rel.Reads
	if o.Bounded || h.Rel.Bound {
		reads = effect.EOF // a limit that the program chose is as good as the end
	}
	read := min(o.Read, reads)
	if deferred && o.Life == effect.Open {
		s.late = max(s.late, read) // happens when the function ends, before what is deferred already
	} else {
		s.status = s.status.Reads(read)
	}
	if o.Detached && h.Rel.Kind == effect.Response {
		x.replaceBody(s, Value{})
	}
	switch {
	case o.Life == effect.Closed && h.Rel.Closes:
		s.status = s.status.Closes(deferred)
		s.closedAt = call.Pos()
		if deferred {
			s.late = effect.None // the reads deferred before run after this close
		}
	case o.Life == effect.Promised && h.Rel.Closes:
		if s.status.Life < effect.Closing {
			s.status.Life, s.closedAt = effect.Promised, call.Pos()
		}
	case o.Life == effect.Gone && h.Rel.Closes:
		x.handOver(s)
	case o.Life == effect.Gone:
		s.status = s.status.Reads(reads)
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

// through returns the relation to the body of what a call returns for h. A
// generic function is analysed with a stream for its type parameter: where a
// response comes out again it is the one that was put in.
func (x *explorer) through(call *ast.CallExpr, h Handle, a effect.Alias) effect.Relation {
	init := effect.Body()
	switch h.Rel.Kind {
	case effect.Response:
		init = effect.Whole()
		if a.Path == "" && a.Rel == effect.Body() && track.IsResponse(resultType(x.Info, call, a.Result)) {
			return h.Rel
		}
	case effect.Closer:
		init = effect.Call()
	}
	return h.Rel.Through(init, a.Rel)
}

func resultType(info *types.Info, call *ast.CallExpr, i int) types.Type {
	t := info.TypeOf(call)
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple.At(i).Type()
	}
	return t
}

// handOver leaves the obligation to somebody else, unless it is already met.
func (x *explorer) handOver(s *State) {
	if s.live && (s.status.Life == effect.Open || s.status.Life == effect.Guarded) {
		s.status.Life = effect.Gone
	}
}

// escape stores a value where anybody may find it.
func (x *explorer) escape(s *State, v Value) {
	if v.Lit != nil {
		x.release(s, v.Lit)
	}
	switch {
	case !s.live || !v.leads():
	case v.closes():
		x.handOver(s)
	default:
		s.status = s.status.Reads(effect.EOF)
	}
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
		s.setResult(call, []Value{x.value(s, call.Args[0])})
	case "new":
		s.setResult(call, []Value{{Own: true}})
	}
	return []*State{s}
}

// claim executes a test assertion. A claim that contradicts what is known ends
// the path, whether or not the test goes on, for a test that expects an error
// expects no body either.
func (x *explorer) claim(s *State, call *ast.CallExpr, c Claim) []*State {
	s.setResult(call, make([]Value, resultCount(x.Info, call)))
	yes, no := x.claimed(s, c)
	if len(yes) == 0 || c.Fatal {
		return yes
	}
	if c.Tells {
		tell(yes, call, effect.True)
		tell(no, call, effect.False)
	}
	return append(yes, no...)
}

// claimed splits a state by whether a claim holds.
func (x *explorer) claimed(s *State, c Claim) (yes, no []*State) {
	switch c.Is {
	case effect.True:
		return x.recond(s, c.Of)
	case effect.False:
		no, yes = x.recond(s, c.Of)
		return yes, no
	case effect.Nil:
		return x.split(s, c.Of, effect.Nil, effect.NonNil)
	}
	return x.split(s, c.Of, c.Is, effect.Nil)
}

func tell(states []*State, call *ast.CallExpr, t effect.Truth) {
	for _, s := range states {
		s.setResult(call, []Value{{Truth: t}})
	}
}
