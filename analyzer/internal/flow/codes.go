package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"math"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// What is known of the status code of the response that is followed: a set of
// codes, which every comparison with a constant divides, whatever variable the
// response is in, and which calls whose outcome depends on it narrow.

// status returns the codes of which compare says that they answer a comparison
// of e with n, if e is the status code of the response that is followed, or that
// code divided by a constant.
func (x *explorer) status(s *State, e ast.Expr, op token.Token, n int64) (effect.Codes, bool) {
	divisor := int64(1)
	e = ast.Unparen(e)
	if quo, ok := e.(*ast.BinaryExpr); ok && quo.Op == token.QUO {
		divisor, ok = x.intValue(quo.Y)
		if !ok || divisor < 1 || divisor > math.MaxInt16 {
			return nil, false
		}
		e = ast.Unparen(quo.X)
	}
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || !s.live || sel.Sel.Name != "StatusCode" || n < 1 || n > math.MaxInt16 {
		return nil, false
	}
	h, ok := x.value(s, sel.X).direct()
	if !ok || h.Rel.Kind != effect.Response {
		return nil, false
	}
	return compared(op, int(n), int(divisor)), true
}

// compared returns the codes c for which c / divisor op n holds.
func compared(op token.Token, n, divisor int) effect.Codes {
	first, last := n*divisor, n*divisor+divisor-1
	switch op {
	case token.EQL:
		return effect.Between(first, last)
	case token.LSS:
		return effect.AtMost(first - 1)
	case token.LEQ:
		return effect.AtMost(last)
	case token.GTR:
		return effect.AtLeast(last + 1)
	}
	return effect.AtLeast(first) // token.GEQ
}

// splitCodes splits a state by whether the status code is in a set.
func (x *explorer) splitCodes(s *State, codes effect.Codes) (yes, no []*State) {
	other := s.clone()
	if x.narrow(s, codes) {
		yes = []*State{s}
	}
	if x.narrow(other, codes.Not()) {
		no = []*State{other}
	}
	return yes, no
}

// narrow notes that the status code is in a set, and what that says of the body:
// a response without a body has nothing to read, and a connection that was
// switched to another protocol belongs to whoever asked for that. It reports
// whether this can be.
func (x *explorer) narrow(s *State, codes effect.Codes) bool {
	if codes == nil {
		return true
	}
	s.codes = s.codes.And(codes)
	switch {
	case s.codes.None():
		return false
	case s.codes.And(bodiless().Not()).None():
		s.empty = true
	case s.codes.And(switched().Not()).None():
		s.handOver(Bodyless)
	}
	return true
}

// asked returns up to where in the text the status may matter: the last place
// that asks for it or passes a response on, and if it may tell callers which
// outcome theirs is, the end of the function.
func (x *explorer) asked() token.Pos {
	if x.vars.asked != token.NoPos && (x.vars.jumps || x.tells()) {
		return forever
	}
	return x.vars.asked
}

// tells reports whether what is known of the status at the end of the function
// is of use for its callers.
func (x *explorer) tells() bool {
	return x.hands || x.Param != nil && x.Rel.Kind == effect.Response
}

// bodiless returns the codes of responses without a body; see bodyAllowedForStatus
// in net/http/transfer.go.
func bodiless() effect.Codes { return effect.Between(204, 204).Or(effect.Between(304, 304)) }

// switched returns the code of a response whose body is a connection; see
// readWriteCloserBody in net/http/transport.go.
func switched() effect.Codes { return effect.Between(101, 101) }

// order executes an ordering comparison, X < Y and the like.
func (x *explorer) order(s *State, e *ast.BinaryExpr) (yes, no []*State) {
	for _, s := range x.evalAll(s, e.X, e.Y) {
		codes, ok := x.ordered(s, e)
		if !ok {
			y, n := x.split(s, e, effect.True, effect.False)
			yes, no = append(yes, y...), append(no, n...)
			continue
		}
		y, n := x.splitCodes(s, codes)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// ordered returns the codes for which a comparison of the status code with a
// constant holds, in whichever order the two are written.
func (x *explorer) ordered(s *State, e *ast.BinaryExpr) (effect.Codes, bool) {
	if n, ok := x.intValue(e.Y); ok {
		return x.status(s, e.X, e.Op, n)
	}
	n, ok := x.intValue(e.X)
	if !ok {
		return nil, false
	}
	turned := map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ}
	return x.status(s, e.Y, turned[e.Op], n)
}

func (x *explorer) intValue(e ast.Expr) (int64, bool) {
	tv, ok := x.Info.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}
