package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// What is known of the status code of the response that is followed is a set of
// codes, which every comparison with a constant divides, whatever variable the
// response is in, and which calls whose outcome depends on it narrow. Of other
// responses it is known, by variable, what comparisons have said.

// A statusTest compares the status code of a response with a constant.
type statusTest struct {
	status *ast.SelectorExpr
	codes  effect.Codes // for which the comparison holds
}

// statusTest returns what e op n asks, if e is the status code of a response, or
// such a code divided by a constant.
func (x *explorer) statusTest(e ast.Expr, op token.Token, n int64) (statusTest, bool) {
	divisor := int64(1)
	e = ast.Unparen(e)
	if quo, ok := e.(*ast.BinaryExpr); ok && quo.Op == token.QUO {
		divisor, ok = x.intValue(quo.Y)
		if !ok || divisor < 1 || divisor > math.MaxInt16 {
			return statusTest{}, false
		}
		e = ast.Unparen(quo.X)
	}
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "StatusCode" || n < 0 || n > math.MaxInt16 || !track.IsResponse(x.Info.TypeOf(sel.X)) {
		return statusTest{}, false
	}
	return statusTest{sel, compared(op, int(n), int(divisor))}, true
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

// splitStatus splits a state by a test of a status.
func (x *explorer) splitStatus(s *State, t statusTest) (yes, no []*State) {
	if !x.dereference(s, t.status) {
		return nil, nil
	}
	other := s.clone()
	narrow := x.narrow
	if h, ok := x.value(s, t.status.X).direct(); !s.live || !ok || h.Rel.Kind != effect.Response {
		narrow = func(s *State, codes effect.Codes) bool { return x.narrowOther(s, t.status.X, codes) }
	}
	if narrow(s, t.codes) {
		yes = []*State{s}
	}
	if narrow(other, t.codes.Not()) {
		no = []*State{other}
	}
	return yes, no
}

// narrowOther notes that the status code of a response that is not followed is in
// a set, if a variable of the function holds it, and reports whether it can be.
func (x *explorer) narrowOther(s *State, resp ast.Expr, codes effect.Codes) bool {
	id, ok := ast.Unparen(resp).(*ast.Ident)
	if !ok {
		return true
	}
	v, ok := x.Info.Uses[id].(*types.Var)
	if !ok || !x.local(v) {
		return true
	}
	at := place{v: v, path: "StatusCode"}
	val := s.get(at)
	val.Codes = val.Codes.And(codes)
	if len(s.env) < maxFacts {
		x.put(s, at, val)
	}
	return !val.Codes.None()
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
		s.handOver(Upgraded)
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
func bodiless() effect.Codes { return effect.Codes{{From: 204, To: 204}, {From: 304, To: 304}} }

// switched returns the code of a response whose body is a connection; see
// readWriteCloserBody in net/http/transport.go.
func switched() effect.Codes { return effect.Between(101, 101) }

// order executes an ordering comparison, X < Y and the like.
func (x *explorer) order(s *State, e *ast.BinaryExpr) (yes, no []*State) {
	for _, s := range x.evalAll(s, e.X, e.Y) {
		test, ok := x.ordered(e)
		if y, n, counted := x.byCount(s, e.Op, e.X, e.Y); counted {
			yes, no = append(yes, y...), append(no, n...)
			continue
		}
		if !ok {
			y, n := x.split(s, e, effect.True, effect.False)
			yes, no = append(yes, y...), append(no, n...)
			continue
		}
		y, n := x.splitStatus(s, test)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// ordered returns what a comparison of a status code with a constant asks, in
// whichever order the two are written.
func (x *explorer) ordered(e *ast.BinaryExpr) (statusTest, bool) {
	if n, ok := x.intValue(e.Y); ok {
		return x.statusTest(e.X, e.Op, n)
	}
	n, ok := x.intValue(e.X)
	if !ok {
		return statusTest{}, false
	}
	return x.statusTest(e.Y, turned(e.Op), n)
}

// turned returns the operator that says the same of swapped operands.
func turned(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.LEQ:
		return token.GEQ
	case token.GTR:
		return token.LSS
	case token.EQL:
		return token.EQL
	}
	return token.LEQ // token.GEQ
}

func (x *explorer) intValue(e ast.Expr) (int64, bool) {
	tv, ok := x.Info.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}
