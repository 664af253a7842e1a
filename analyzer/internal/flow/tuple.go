package flow

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// zeroValue returns what is known of the zero value of a type.
func zeroValue(t types.Type) Value {
	if t == nil {
		return Value{}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Map, *types.Slice, *types.Chan:
		return Value{Truth: effect.Nil}
	case *types.Basic:
		if u.Kind() == types.Bool {
			return Value{Truth: effect.False}
		}
	case *types.Struct:
		return Value{Own: true}
	}
	return Value{}
}

// values returns the values of a list of expressions that is assigned to n
// places: one each, or the n results of a single call.
func (x *explorer) values(s *State, exprs []ast.Expr, n int) []Value {
	vals := make([]Value, n)
	if len(exprs) == 1 && n > 1 {
		if call, ok := ast.Unparen(exprs[0]).(*ast.CallExpr); ok {
			copy(vals, s.result(call))
			return vals
		}
		vals[0] = x.value(s, exprs[0]) // v, ok := x.(T), m[k] or <-ch
		vals[1] = x.commaOK(s, exprs[0])
		return vals
	}
	for i := range min(n, len(exprs)) {
		vals[i] = x.value(s, exprs[i])
	}
	return vals
}

// typeOf returns the type of the i-th value of a list as values sees it, nil
// if it is not known.
func (x *explorer) typeOf(exprs []ast.Expr, i int) types.Type {
	if i < len(exprs) {
		if t := x.Info.TypeOf(exprs[i]); t != nil {
			if tuple, ok := t.(*types.Tuple); !ok || tuple.Len() == 0 {
				return t
			}
		}
	}
	if len(exprs) == 1 {
		if tuple, ok := x.Info.TypeOf(exprs[0]).(*types.Tuple); ok && i < tuple.Len() {
			return tuple.At(i).Type()
		}
	}
	return nil
}

// lhsType returns the type of a place that is assigned, nil for _.
func (x *explorer) lhsType(lhs ast.Expr) types.Type {
	if id, ok := lhs.(*ast.Ident); ok {
		if obj := x.Info.ObjectOf(id); obj != nil {
			return obj.Type()
		}
		return nil
	}
	return x.Info.TypeOf(lhs)
}

// commaOK returns what is known of the second value of v, ok := e: a body can
// be closed, whatever interface it is seen through.
func (x *explorer) commaOK(s *State, e ast.Expr) Value {
	ta, ok := ast.Unparen(e).(*ast.TypeAssertExpr)
	if !ok || ta.Type == nil {
		return Value{}
	}
	if x.value(s, ta.X).truth() == effect.Nil {
		return Value{Truth: effect.False}
	}
	if x.isNoBody(s, ta.X, ta.Type) {
		return Value{Truth: effect.False}
	}
	h, direct := x.value(s, ta.X).direct()
	if direct && h.Rel.Closes && isInterfaceOf(x.Info.TypeOf(ta.Type), "Close") {
		return Value{Truth: effect.True}
	}
	return Value{}
}

// isNoBody reports whether an expression of a type that the body of a response is
// asserted to names a type of the program: what is of that type stands in memory, for
// those of the transport's bodies have no names.
func (x *explorer) isNoBody(s *State, body, typ ast.Expr) bool {
	sel, ok := ast.Unparen(body).(*ast.SelectorExpr)
	t := x.Info.TypeOf(typ)
	return ok && s.live && t != nil && !types.IsInterface(t) && !isNilIdent(typ) &&
		sel.Sel.Name == "Body" && track.IsResponse(x.Info.TypeOf(sel.X)) && x.value(s, body).leads()
}

// isInterfaceOf reports whether t is an interface whose only methods beside
// Read are the named one: io.Closer and io.ReadCloser for Close.
func isInterfaceOf(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	it, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := false
	for m := range it.Methods() {
		found = found || m.Name() == name
		if m.Name() != name && m.Name() != "Read" {
			return false
		}
	}
	return found
}
