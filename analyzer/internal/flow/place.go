package flow

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A place is something that is followed: a variable, a field of one, or the
// progress of a range loop.
type place struct {
	v    *types.Var // nil for a loop
	path string     // of a field, or a comparison whose outcome is remembered
	loop *ast.RangeStmt
}

// variable returns the place that a variable itself is.
func variable(v *types.Var) place { return place{v: v} }

// pathFrom returns the field path of a selection that starts at variable v.
func (p *Problem) pathFrom(v *types.Var, e ast.Expr) (string, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return "", p.Info.ObjectOf(e) == v
	case *ast.StarExpr:
		return p.pathFrom(v, e.X)
	case *ast.SelectorExpr:
		path, ok := p.pathFrom(v, e.X)
		sel := p.Info.Selections[e]
		if !ok || sel == nil {
			return "", false
		}
		for _, name := range embedded(sel) {
			path = track.Join(path, name)
		}
		return track.Join(path, e.Sel.Name), true
	}
	return "", false
}

// local reports whether a variable belongs to the explored function, literals
// in it included.
func (p *Problem) local(v *types.Var) bool {
	return !v.IsField() && p.Function.Contains(v.Pos())
}

func isPackageLevel(v *types.Var) bool {
	return !v.IsField() && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

func (x *explorer) get(s *State, v *types.Var) Value { return s.get(variable(v)) }

func (x *explorer) set(s *State, v *types.Var, val Value) { x.put(s, variable(v), val) }

// put sets what is known of a place.
func (x *explorer) put(s *State, at place, val Value) {
	id, ok := x.ids[at]
	if !ok {
		id = len(x.ids)
		x.ids[at] = id
	}
	s.set(id, at, val, x.vars.until(at, val))
}

// embedded returns the names of the embedded fields on the way of a selection.
func embedded(sel *types.Selection) []string {
	var names []string
	t := sel.Recv()
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			break
		}
		names = append(names, st.Field(i).Name())
		t = st.Field(i).Type()
	}
	return names
}

// embeddedPath returns the path of the embedded fields that lead to a promoted
// method.
func embeddedPath(t types.Type, index []int) (string, bool) {
	path := ""
	for _, i := range index[:max(0, len(index)-1)] {
		st, ok := structOf(t)
		if !ok {
			return "", false
		}
		path = track.Join(path, st.Field(i).Name())
		t = st.Field(i).Type()
	}
	return path, true
}

func structOf(t types.Type) (*types.Struct, bool) {
	if t == nil {
		return nil, false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return st, ok
}

// typeAt returns the type at a field path of a value, nil if there is none.
func typeAt(t types.Type, path string) types.Type {
	for path != "" && t != nil {
		name, rest, _ := strings.Cut(path, ".")
		st, ok := structOf(t)
		if !ok {
			return nil
		}
		t, path = fieldType(st, name), rest
	}
	return t
}

func fieldType(st *types.Struct, name string) types.Type {
	for f := range st.Fields() {
		if f.Name() == name {
			return f.Type()
		}
	}
	return nil
}

func (x *explorer) isField(id *ast.Ident) bool {
	v, ok := x.Info.Uses[id].(*types.Var)
	return ok && v.IsField()
}

// fieldFact returns what is known of a field that does not lead to the body.
func (x *explorer) fieldFact(s *State, e *ast.SelectorExpr) Value {
	v := x.rootVar(e)
	if v == nil {
		return Value{}
	}
	path, ok := x.pathFrom(v, e)
	if !ok {
		return Value{}
	}
	return s.get(place{v: v, path: path})
}

// dereference notes that the evaluation of a field dereferences a variable, and
// reports whether the path goes on: it ends in a panic if the variable is known to
// be nil, and a response that has been used is not nil, if anybody still asks.
func (x *explorer) dereference(s *State, e ast.Expr) bool {
	v := x.dereferenced(e)
	if v == nil {
		return true
	}
	val := x.get(s, v)
	if val.truth() == effect.Unknown && x.vars.nilTested[v] {
		val.Truth = effect.NonNil
		x.set(s, v, val)
	}
	return val.Truth != effect.Nil
}

// dereferenced returns the pointer that the evaluation of a field dereferences
// first, if it is a variable.
func (x *explorer) dereferenced(e ast.Expr) *types.Var {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if field := x.Info.Selections[sel]; field == nil || field.Kind() != types.FieldVal {
		return nil
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return x.dereferenced(sel.X)
	}
	v, ok := x.Info.Uses[id].(*types.Var)
	if !ok {
		return nil
	}
	if _, pointer := v.Type().Underlying().(*types.Pointer); !pointer {
		return nil
	}
	return v
}

// rootVar returns the variable that a chain of selections starts from.
func (p *Problem) rootVar(e ast.Expr) *types.Var {
	for {
		switch y := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = y.X
		case *ast.StarExpr:
			e = y.X
		case *ast.Ident:
			v, _ := p.Info.ObjectOf(y).(*types.Var)
			return v
		default:
			return nil
		}
	}
}
