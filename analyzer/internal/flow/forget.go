package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// forgetVar drops what is known of a number that changes.
func (x *explorer) forgetVar(s *State, e ast.Expr) {
	x.forgetPointed(s, e)
	if v := x.rootVar(e); v != nil {
		x.forgetFields(s, v, "")
	}
}

// forgetShared drops what is known of variables that a call may change: fields
// that are reached through a pointer, and what is volatile.
func (x *explorer) forgetShared(s *State) {
	x.forgetVolatile(s)
	s.drop(func(b binding) bool { return b.val.zero() || b.at.shared() })
}

// forgetPointed drops what is known of variables that an assignment to e may change,
// because it goes through a pointer.
func (x *explorer) forgetPointed(s *State, e ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		x.forgetVolatile(s)
	case *ast.SelectorExpr:
		if field := x.Info.Selections[e]; field != nil && field.Indirect() {
			x.forgetVolatile(s)
		}
	}
}

// forgetVolatile drops what is known of what others may write.
func (x *explorer) forgetVolatile(s *State) {
	if len(x.vars.volatile) == 0 {
		return
	}
	for i := range s.env {
		if b := s.env[i]; b.at.v != nil && b.val.Truth != effect.Unknown && x.isVolatile(b.at.v) {
			s.own()
			s.env[i].val.Truth = effect.Unknown
		}
	}
	s.drop(func(b binding) bool {
		return b.val.zero() || b.val.Codes != nil && x.isVolatile(b.at.v)
	})
}

// shared reports whether a place is a field that is reached through a pointer, or a
// variable of the package. What a response says of itself does not change.
func (p place) shared() bool {
	if p.v != nil && isPackageLevel(p.v) {
		return true
	}
	if p.v == nil || p.path == "" || track.IsResponse(p.v.Type()) {
		return false
	}
	_, pointer := p.v.Type().Underlying().(*types.Pointer)
	return pointer
}

// forgetFields drops what is known of the fields of a variable at and below a
// path.
func (x *explorer) forgetFields(s *State, v *types.Var, path string) {
	s.drop(func(b binding) bool {
		p := b.at
		return p.v == v && p.path != "" && (path == "" || p.path == path || strings.HasPrefix(p.path, path+"."))
	})
}

// forgetPassed drops what is known of variables whose address a call is given:
// errors.As sets its target.
func (x *explorer) forgetPassed(s *State, call *ast.CallExpr) {
	for _, arg := range call.Args {
		addr, ok := ast.Unparen(arg).(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			continue
		}
		id, ok := ast.Unparen(addr.X).(*ast.Ident)
		if !ok {
			continue
		}
		if v, ok := x.Info.Uses[id].(*types.Var); ok && x.local(v) {
			val := x.get(s, v)
			val.Truth = effect.Unknown
			x.set(s, v, val)
			x.forgetFields(s, v, "")
		}
	}
}

// isVolatile reports whether a variable is assigned by a literal that somebody
// else may run, see literals, or its address is kept.
func (x *explorer) isVolatile(v *types.Var) bool {
	return x.vars.volatile[v]
}
