package flow

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// assign stores a value in a place.
func (x *explorer) assign(s *State, lhs ast.Expr, val Value, define bool) {
	x.forgetPointed(s, lhs)
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		x.assignVar(s, lhs, val, define)
	case *ast.SelectorExpr:
		x.assignField(s, lhs, val)
	case *ast.IndexExpr:
		x.escape(s, x.value(s, lhs.Index))
		x.putAway(s, lhs, val) // m[k] = v
	default:
		x.putAway(s, lhs, val) // *p = v
	}
}

// putAway stores a value where it is not followed. If that is the error that says
// whether there is a response, nobody knows afterwards.
func (x *explorer) putAway(s *State, lhs ast.Expr, val Value) {
	x.escape(s, val)
	s.blurred = s.blurred || s.live && val.Truth == effect.Nil && track.IsError(x.Info.TypeOf(lhs))
}

func (x *explorer) assignVar(s *State, id *ast.Ident, val Value, define bool) {
	if id.Name == "_" {
		return
	}
	obj, isNew := x.Info.Defs[id]
	if !isNew || obj == nil {
		obj, isNew = x.Info.Uses[id], false
	}
	v, ok := obj.(*types.Var)
	if !ok {
		return
	}
	if !x.local(v) {
		if val.closes() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope() {
			s.captured = true
		}
		x.escape(s, val)
		if !val.leads() && (!isPackageLevel(v) || track.IsError(v.Type())) {
			x.set(s, v, val) // such as the error of the function around a literal
		}
		return
	}
	x.overwrite(s, v, val, define && isNew)
}

// overwrite sets a variable. A deferred literal that was to close what the
// variable held will now close something else, unless the variable is a new one
// of the same name: each round of a loop has its own.
func (x *explorer) overwrite(s *State, v *types.Var, val Value, isNew bool) {
	x.forgetFields(s, v, "")
	old := x.get(s, v)
	if isNew && old.leads() && s.live && s.status.Life == effect.Open && len(s.defers) > 0 {
		x.guard(s) // a literal that was deferred before the variable was assigned
	}
	x.set(s, v, val)
	if !old.leads() {
		return
	}
	s.dropped = Overwritten
	if isNew {
		s.dropped = NextRound
	}
	if !s.live || s.status.Life != effect.Guarded {
		return
	}
	if isNew {
		s.status.Life = effect.Closing
		return
	}
	s.status.Life = effect.Open
	x.guard(s)
}

// assignField stores a value in a field. Only structs that nobody else has are
// followed into their fields.
func (x *explorer) assignField(s *State, lhs *ast.SelectorExpr, val Value) {
	base := x.value(s, lhs.X)
	if h, ok := base.direct(); ok && h.Rel.Kind == effect.Response {
		if lhs.Sel.Name == "StatusCode" {
			s.codes = nil
		}
		if lhs.Sel.Name != "Body" {
			return
		}
		if v := x.copied(lhs.X); v != nil {
			x.set(s, v, Value{Handles: val.under("Body")})
			return
		}
		x.replaceBody(s, val)
		return
	}
	v := x.rootVar(lhs.X)
	if v == nil || !x.local(v) {
		x.escape(s, val)
		return
	}
	cur := x.get(s, v)
	path, ok := x.pathFrom(v, lhs)
	if !ok || !(cur.Own || cur.leads() || isStruct(v.Type())) {
		x.escape(s, val)
		if ok && track.IsError(x.Info.TypeOf(lhs)) { // s.err of the receiver is asked for as err is
			x.forgetFields(s, v, path)
			x.put(s, place{v: v, path: path}, Value{Truth: val.truth()})
		}
		return
	}
	val = x.heldOrReleased(s, val)
	if cur.field(path).leads() || val.leads() {
		x.overwrite(s, v, cur.withField(path, val), false)
	}
	x.forgetFields(s, v, path)
	x.put(s, place{v: v, path: path}, Value{Truth: val.truth(), Lit: val.Lit})
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// copied returns the variable that e names if it holds a response by value: a
// shallow copy, whose body can be replaced without the original noticing.
func (x *explorer) copied(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := x.Info.ObjectOf(id).(*types.Var)
	if !ok || !isStruct(v.Type()) {
		return nil
	}
	return v
}

// replaceBody assigns resp.Body: from now on the response leads to whatever
// the new body leads to, wherever it is held.
func (x *explorer) replaceBody(s *State, val Value) {
	body, wrapped := val.direct()
	s.own()
	for i := range s.env {
		b := &s.env[i]
		for _, h := range b.val.Handles {
			switch {
			case h.Rel.Kind != effect.Response:
			case wrapped && body.Rel.Closes: // still a response with its body
				rel := body.Rel
				rel.Kind = effect.Response
				b.val = b.val.withField(h.Path, Value{Handles: []Handle{{Rel: rel}}})
			default:
				b.val = b.val.withField(h.Path, Value{Handles: val.under("Body")})
			}
		}
	}
	s.drop(func(b binding) bool { return b.val.zero() })
	s.dropped = Overwritten
	s.detached = s.detached || !(wrapped && body.Rel.Closes)
	if s.loose && s.status.Life == effect.Closing && !s.reachable() {
		s.status.Life = effect.Open // defer closeResponse(resp) will close something else
	}
	if s.live && s.status.Life == effect.Guarded {
		s.status.Life = effect.Open
		x.guard(s)
	}
}
