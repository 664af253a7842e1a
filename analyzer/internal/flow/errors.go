package flow

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// equalError splits by err == sentinel. A sentinel is a package-level variable
// and not nil, so an error known to be nil is none.
func (x *explorer) equalError(s *State, a, b ast.Expr) (yes, no []*State) {
	if x.sentinel(a) != nil {
		a, b = b, a
	}
	target := x.sentinel(b)
	known := x.value(s, a).truth()
	switch {
	case target == nil:
		return []*State{s}, []*State{s.clone()}
	case known == effect.Nil, known == effect.Failed && isEOF(target):
		return nil, []*State{s}
	case known == effect.IsEOF && isEOF(target):
		return []*State{s}, nil
	}
	other := s.clone()
	x.learn(s, a, effect.NonNil)
	if isEOF(target) {
		x.learn(s, a, effect.IsEOF)
	}
	return []*State{s}, []*State{other}
}

// ofNilLength returns whether a comparison of the length of a slice with a constant
// holds, if the slice is known to be nil: errors that are collected, where there are
// none.
func (x *explorer) ofNilLength(s *State, e *ast.BinaryExpr) (holds, ok bool) {
	call, isCall := ast.Unparen(e.X).(*ast.CallExpr)
	n, isConstant := x.intValue(e.Y)
	if !isCall || !isConstant || len(call.Args) != 1 || !x.isBuiltin(call) || x.value(s, call.Args[0]).Truth != effect.Nil {
		return false, false
	}
	if id, isName := ast.Unparen(call.Fun).(*ast.Ident); !isName || id.Name != "len" {
		return false, false
	}
	return constant.Compare(constant.MakeInt64(0), e.Op, constant.MakeInt64(n)), true
}

// sentinel returns the package-level error variable that e names, or nil.
func (x *explorer) sentinel(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, ok := x.Info.ObjectOf(id).(*types.Var)
	if !ok || !isPackageLevel(v) {
		return nil
	}
	return v
}

func isEOF(v *types.Var) bool {
	return v.Name() == "EOF" && v.Pkg().Path() == "io"
}

// errorsIs returns the error argument of a call of errors.Is or errors.As, and
// of functions of that name and shape in packages that stand in for errors.
func (x *explorer) errorsIs(call *ast.CallExpr) ast.Expr {
	if len(call.Args) != 2 {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Is" && sel.Sel.Name != "As" {
		return nil
	}
	fn, ok := x.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() != nil || fn.Pkg() == nil || fn.Pkg().Name() != "errors" && fn.Pkg().Name() != "xerrors" {
		return nil
	}
	return call.Args[0]
}

// isAsType reports whether a call is that of errors.AsType, which says no of a nil
// error as errors.As does.
func (x *explorer) isAsType(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	return ok && fn.Name() == "AsType" && fn.Pkg() != nil && fn.Pkg().Path() == "errors"
}

// condErrorsIs splits by errors.Is(err, target): never true of a nil error.
func (x *explorer) condErrorsIs(s *State, call *ast.CallExpr, err ast.Expr) (yes, no []*State) {
	for _, s := range x.evalAll(s, call.Args...) {
		y, n := x.errorMatches(s, err, call.Args[1])
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

func (x *explorer) errorMatches(s *State, err, target ast.Expr) (yes, no []*State) {
	if x.sentinel(target) != nil {
		return x.equalError(s, err, target)
	}
	if x.value(s, err).truth() == effect.Nil {
		return nil, []*State{s}
	}
	other := s.clone()
	x.learn(s, err, effect.NonNil)
	return []*State{s}, []*State{other}
}
