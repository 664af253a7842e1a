package flow

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A struct that holds a body often holds what says that it does: struct{ resp
// *http.Response; err error }. It stands for the results of a function, and the same
// convention holds: whoever finds an error does not look at the response.

// beside returns what is known of a field of a struct that leads to the body, and that
// does not lead there itself: an error is nil, up to where the function assigns one.
func (x *explorer) beside(s *State, e *ast.SelectorExpr) Value {
	v := x.fieldFact(s, e)
	if v.zero() && s.live && track.IsError(x.Info.TypeOf(e)) && !x.vars.isAssigned(e) {
		return Value{Truth: effect.Nil}
	}
	return v
}

// isFlagBeside reports whether a condition is a boolean field of a struct that leads to
// the body. It may say whether there is one, and nobody knows which way.
func (x *explorer) isFlagBeside(s *State, e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || !s.live {
		return false
	}
	field := x.Info.Selections[sel]
	if field == nil || field.Kind() != types.FieldVal {
		return false
	}
	if t, ok := field.Type().Underlying().(*types.Basic); !ok || t.Kind() != types.Bool {
		return false
	}
	base := x.value(s, sel.X)
	_, direct := base.direct()
	return base.leads() && !direct
}
