package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// value returns what is known of an expression whose calls have been executed.
func (x *explorer) value(s *State, e ast.Expr) Value {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.value(s, e.X)
	case *ast.StarExpr:
		return x.value(s, e.X) // a pointer leads where what it points to leads
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return x.value(s, e.X)
		}
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.BinaryExpr:
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.Ident:
		return x.ident(s, e)
	case *ast.SelectorExpr:
		return x.selector(s, e)
	case *ast.CallExpr:
		if x.isConversion(e) {
			v, to := x.value(s, e.Args[0]), x.Info.TypeOf(e)
			if track.CanClose(to) {
				v = x.held(s, v) // a function type with a Close method, which calls it
			}
			return x.convert(v, x.Info.TypeOf(e.Args[0]), to)
		}
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.TypeAssertExpr:
		return x.value(s, e.X)
	case *ast.SliceExpr:
		return x.value(s, e.X)
	case *ast.IndexExpr:
		return x.value(s, e.X).field(track.Element)
	case *ast.CompositeLit:
		return x.composite(s, e)
	case *ast.FuncLit:
		return Value{Lit: e}
	}
	return x.constant(e)
}

// constant returns the value of a boolean constant expression.
func (x *explorer) constant(e ast.Expr) Value {
	if tv, ok := x.Info.Types[e]; ok && tv.Value != nil && tv.Value.Kind() == constant.Bool {
		if constant.BoolVal(tv.Value) {
			return Value{Truth: effect.True}
		}
		return Value{Truth: effect.False}
	}
	return Value{}
}

func (x *explorer) ident(s *State, e *ast.Ident) Value {
	switch obj := x.Info.ObjectOf(e).(type) {
	case *types.Nil:
		return Value{Truth: effect.Nil}
	case *types.Var:
		if v := x.get(s, obj); !v.zero() {
			return v
		}
		if track.IsError(obj.Type()) && isPackageLevel(obj) {
			return Value{Truth: effect.NonNil} // a sentinel
		}
		return Value{}
	}
	return x.constant(e)
}

// selector returns the value of a field, or of a method that closes the body.
func (x *explorer) selector(s *State, e *ast.SelectorExpr) Value {
	sel := x.Info.Selections[e]
	if sel == nil { // a name of another package
		if x.sentinel(e) != nil && track.IsError(x.Info.TypeOf(e)) {
			return Value{Truth: effect.NonNil}
		}
		return x.constant(e)
	}
	v := x.value(s, e.X)
	if !v.leads() {
		return x.fieldFact(s, e)
	}
	v = promote(v, sel)
	if sel.Kind() == types.FieldVal {
		if f := v.field(e.Sel.Name); f.leads() {
			return f
		}
		return x.beside(s, e)
	}
	if m, ok := sel.Obj().(*types.Func); ok && sel.Kind() == types.MethodVal {
		return x.methodValue(v, m)
	}
	return Value{}
}

// promote follows the embedded fields through which a selection reaches its
// field or method.
func promote(v Value, sel *types.Selection) Value {
	for _, name := range embedded(sel) {
		v = v.field(name)
	}
	return v
}

// composite returns the value of a composite literal: a struct leads where its
// fields do, a slice where its elements do.
func (x *explorer) composite(s *State, e *ast.CompositeLit) Value {
	var hs []Handle
	for i, elt := range e.Elts {
		name, val := track.Element, elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			val = kv.Value
			if key, ok := kv.Key.(*ast.Ident); ok && x.isField(key) {
				name = key.Name
			}
		} else if st, ok := structOf(x.Info.TypeOf(e)); ok && i < st.NumFields() {
			name = st.Field(i).Name()
		}
		v := x.held(s, x.value(s, val))
		if st, ok := structOf(x.Info.TypeOf(e)); ok && v.leads() {
			v = x.convert(v, x.Info.TypeOf(val), fieldType(st, name))
		}
		hs = append(hs, v.under(name)...)
	}
	return Value{Handles: sorted(hs), Own: true}
}

func (x *explorer) isConversion(call *ast.CallExpr) bool {
	tv, ok := x.Info.Types[call.Fun]
	return ok && tv.IsType() && len(call.Args) == 1
}
