package flow

import (
	"go/ast"
	"go/token"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// cond executes a condition and returns the states in which it is true and
// those in which it is false. go/cfg does not split &&, || and !, so they are
// split here.
func (x *explorer) cond(s *State, e ast.Expr) (yes, no []*State) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.cond(s, e.X)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			no, yes = x.cond(s, e.X)
			return yes, no
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND:
			yes, no = x.cond(s, e.X)
			y, n := x.condAll(yes, e.Y)
			return y, append(no, n...)
		case token.LOR:
			yes, no = x.cond(s, e.X)
			y, n := x.condAll(no, e.Y)
			return append(yes, y...), n
		}
	}
	yes, no = x.atom(s, e)
	x.passed(e, nil, yes, no)
	return yes, no
}

// atom executes a condition that has no conditions in it.
func (x *explorer) atom(s *State, e ast.Expr) (yes, no []*State) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if holds, ok := x.ofNilLength(s, e); ok {
			if holds {
				return []*State{s}, nil
			}
			return nil, []*State{s}
		}
		switch e.Op {
		case token.EQL:
			return x.comparison(s, e)
		case token.NEQ:
			no, yes = x.comparison(s, e)
			return yes, no
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			return x.order(s, e)
		}
	case *ast.CallExpr:
		if is := x.errorsIs(e); is != nil {
			return x.condErrorsIs(s, e, is)
		}
	}
	return x.splitAll(x.eval(s, e), e)
}

func (x *explorer) condAll(states []*State, e ast.Expr) (yes, no []*State) {
	for _, s := range states {
		y, n := x.cond(s, e)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// splitAll splits states by a condition whose calls have been executed.
func (x *explorer) splitAll(states []*State, e ast.Expr) (yes, no []*State) {
	for _, s := range states {
		y, n := x.split(s, e, effect.True, effect.False)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// split divides a state by whether e is a or b, and remembers which if e is a
// variable of the function.
func (x *explorer) split(s *State, e ast.Expr, a, b effect.Truth) (as, bs []*State) {
	switch t := x.value(s, e).truth(); {
	case is(t, a):
		return []*State{s}, nil
	case is(t, b):
		return nil, []*State{s}
	}
	s.blurred = s.blurred || x.isFlagBeside(s, e)
	other := s.clone()
	x.learn(s, e, a)
	x.learn(other, e, b)
	return []*State{s}, []*State{other}
}

// is reports whether what is known implies what is asked: an error that is
// io.EOF is not nil.
func is(known, asked effect.Truth) bool {
	return known == asked || (known == effect.IsEOF || known == effect.Failed) && asked == effect.NonNil
}

// learn records what a branch says of a variable.
func (x *explorer) learn(s *State, e ast.Expr, t effect.Truth) {
	v := x.rootVar(e)
	if v == nil || !x.local(v) {
		return
	}
	path, ok := x.pathFrom(v, e)
	if !ok {
		return
	}
	at := place{v: v, path: path}
	val := s.get(at)
	if val.zero() && x.vars.until(at, Value{Truth: t}) < e.End() {
		return // nobody asks again
	}
	val.Truth = t
	x.put(s, at, val)
}

// comparison executes X == Y.
func (x *explorer) comparison(s *State, e *ast.BinaryExpr) (yes, no []*State) {
	for _, s := range x.evalAll(s, e.X, e.Y) {
		y, n := x.equal(s, e.X, e.Y)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// equal splits a state by X == Y, both of them already executed. The two sides
// of a comparison, or the tag and a case of a switch, come here.
func (x *explorer) equal(s *State, a, b ast.Expr) (yes, no []*State) {
	if x.isNil(a) {
		a, b = b, a
	}
	if x.isNil(b) {
		return x.split(s, a, effect.Nil, effect.NonNil)
	}
	if x.value(s, b).Truth == effect.Nil {
		return x.split(s, a, effect.Nil, effect.NonNil)
	}
	if x.constant(a).Truth != effect.Unknown {
		a, b = b, a
	}
	switch x.constant(b).Truth {
	case effect.True:
		return x.recond(s, a)
	case effect.False:
		no, yes = x.recond(s, a)
		return yes, no
	}
	if t := x.Info.TypeOf(a); t != nil && track.IsError(t) {
		return x.equalError(s, a, b)
	}
	return x.equalOpaque(s, a, b)
}

// recond splits a state by a condition whose calls have been executed.
func (x *explorer) recond(s *State, e ast.Expr) (yes, no []*State) {
	if x.hasCalls(e) {
		return x.split(s, e, effect.True, effect.False)
	}
	return x.cond(s, e)
}

func (x *explorer) isNil(e ast.Expr) bool {
	tv, ok := x.Info.Types[e]
	return ok && tv.IsNil()
}
