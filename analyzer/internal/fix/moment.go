package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// may is a set of things that may have become of a response.
type may uint8

const (
	before may = 1 << iota // the call has not been made
	absent                 // it was made, and failed
	open
	closed // or its close is deferred
	gone   // somebody else may have it
)

// A moment is what holds at one point of a function, whatever path leads there.
// The zero moment is that of a point no path leads to.
type moment struct {
	may  may
	told bool // the error variable still says whether there is a response
	held bool // the handle is still that of the response
}

func (m moment) reached() bool { return m.may != 0 }

// join returns what holds where two paths meet.
func (m moment) join(o moment) moment {
	switch {
	case !m.reached():
		return o
	case !o.reached():
		return m
	}
	return moment{m.may | o.may, m.told && o.told, m.held && o.held}
}

// refine returns the moment after a condition came out as yes.
func (r *repair) refine(cond ast.Expr, m moment, yes bool) moment {
	if cond == nil {
		if !yes {
			return moment{}
		}
		return m
	}
	m = r.effects(cond, m)
	keep := m.may
	for _, bit := range []may{before, absent, open, closed, gone} {
		o := r.outcome(cond, m, bit == absent)
		if bit == before {
			// Have: nothing but that the handle is still nil, if it is at all.
			o = outcome{true, true}
			if r.startsNil {
				o = r.outcome(cond, moment{may: before, held: m.held}, true)
			}
		}
		if yes && !o.yes || !yes && !o.no {
			keep &^= bit
		}
	}
	m.may = keep
	return m
}

// An outcome says which way a condition can come out.
type outcome struct{ yes, no bool }

func (o outcome) not() outcome { return outcome{o.no, o.yes} }

// outcome returns how a condition can come out if there is no response, or if
// there is one.
func (r *repair) outcome(cond ast.Expr, m moment, absent bool) outcome {
	either := outcome{true, true}
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return r.outcome(e.X, m, absent).not()
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND:
			x, y := r.outcome(e.X, m, absent), r.outcome(e.Y, m, absent)
			return outcome{x.yes && y.yes, x.no || x.yes && y.no}
		case token.LOR:
			x, y := r.outcome(e.X, m, absent), r.outcome(e.Y, m, absent)
			return outcome{x.yes || x.no && y.yes, x.no && y.no}
		case token.EQL:
			return r.equal(e.X, e.Y, m, absent)
		case token.NEQ:
			return r.equal(e.X, e.Y, m, absent).not()
		}
	case *ast.Ident:
		if m.told && r.signal.ok && r.is(e, r.signal.place) {
			return outcome{!absent, absent}
		}
	case *ast.CallExpr:
		return r.tells(e, m, absent)
	}
	return either
}

// equal returns how x == y can come out. Only comparisons with nil say anything.
func (r *repair) equal(x, y ast.Expr, m moment, absent bool) outcome {
	if r.isNil(x) {
		x, y = y, x
	}
	if !r.isNil(y) {
		return outcome{true, true}
	}
	return r.isNilOf(x, m, absent)
}

// isNilOf returns whether x can be nil, and not nil.
func (r *repair) isNilOf(x ast.Expr, m moment, absent bool) outcome {
	switch {
	case m.told && !r.signal.ok && r.is(x, r.signal.place):
		return outcome{!absent, absent}
	case m.held && r.handle.nilable() && r.is(x, r.handle.place):
		return outcome{absent, !absent}
	}
	return outcome{true, true}
}

// tells returns how a call used as a condition can come out: an assertion, or a
// function that looks at the error.
func (r *repair) tells(call *ast.CallExpr, m moment, absent bool) outcome {
	if c, ok := r.oracle.Claim(call); ok && c.Tells {
		return r.claimed(c, m, absent)
	}
	for i, arg := range call.Args {
		if !absent && m.told && !r.signal.ok && r.is(arg, r.signal.place) {
			if i == 0 && r.isErrorsTest(call) || r.oracle.OfNil(call, i) == effect.False {
				return outcome{no: true}
			}
		}
	}
	return outcome{true, true}
}

// claimed returns whether a claim can be right, and wrong.
func (r *repair) claimed(c Claim, m moment, absent bool) outcome {
	switch c.Is {
	case effect.True:
		return r.outcome(c.Of, m, absent)
	case effect.False:
		return r.outcome(c.Of, m, absent).not()
	case effect.Nil:
		return r.isNilOf(c.Of, m, absent)
	case effect.NonNil, effect.IsEOF, effect.Failed:
		return r.isNilOf(c.Of, m, absent).not()
	}
	return outcome{true, true}
}

// isErrorsTest reports whether a call is errors.Is or errors.As.
func (r *repair) isErrorsTest(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := r.Info.Uses[sel.Sel].(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "errors" && (fn.Name() == "Is" || fn.Name() == "As")
}

func (p *Package) isNil(e ast.Expr) bool {
	tv, ok := p.Info.Types[ast.Unparen(e)]
	return ok && tv.IsNil()
}
