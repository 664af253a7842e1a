package infer

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// A usage is what a function does with one of its parameters, as far as syntax
// tells: exploring a function for a body that it does not touch is a waste, and
// most methods touch few fields of their receivers.
type usage struct {
	fields  map[string]bool // fields of it that are selected
	methods []*types.Func   // methods of this package that are called on it
	whole   bool            // it is used in some other way
}

// uses reports whether a function does anything with what a parameter holds at
// a path, itself or through the methods that it calls on the parameter.
func (p *Package) uses(f *track.Function, v *types.Var, path string) bool {
	first, _, _ := strings.Cut(path, ".")
	seen := map[*types.Var]bool{}
	var uses func(*track.Function, *types.Var) bool
	uses = func(f *track.Function, v *types.Var) bool {
		if v == nil || seen[v] {
			return false
		}
		seen[v] = true
		u := p.usage(f, v)
		if path == "" {
			return u.whole || len(u.fields)+len(u.methods) > 0
		}
		return u.whole || u.fields[first] || slices.ContainsFunc(u.methods, func(m *types.Func) bool {
			g := p.index.ByObj[m]
			return uses(g, g.Recv(p.info))
		})
	}
	return uses(f, v)
}

// usage looks at the body of a function for a parameter, once.
func (p *Package) usage(f *track.Function, v *types.Var) *usage {
	if u := p.usages[v]; u != nil {
		return u
	}
	u := &usage{fields: map[string]bool{}}
	p.usages[v] = u
	told := map[ast.Node]bool{} // what has been looked at as a part of something else
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if sel, m := p.methodOf(n, v); m != nil {
				told[sel], told[sel.X] = true, true
				if !slices.Contains(u.methods, m) {
					u.methods = append(u.methods, m)
				}
			}
		case *ast.SelectorExpr:
			if p.isFieldOf(n, v) && !told[n] {
				told[n.X] = true
				u.fields[n.Sel.Name] = true
			}
		case *ast.Ident:
			u.whole = u.whole || p.info.Uses[n] == v && !told[n]
		}
		return !u.whole
	})
	return u
}

// methodOf returns the method declared in this package that a call invokes on
// v itself, with the selection of it; or nil.
func (p *Package) methodOf(call *ast.CallExpr, v *types.Var) (*ast.SelectorExpr, *types.Func) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !p.denotes(sel.X, v) {
		return nil, nil
	}
	s := p.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || len(s.Index()) != 1 {
		return nil, nil
	}
	m := s.Obj().(*types.Func).Origin()
	if p.index.ByObj[m] == nil {
		return nil, nil
	}
	return sel, m
}

// isFieldOf reports whether a selector names a field of v itself, not of what
// it embeds.
func (p *Package) isFieldOf(sel *ast.SelectorExpr, v *types.Var) bool {
	if !p.denotes(sel.X, v) {
		return false
	}
	s := p.info.Selections[sel]
	return s != nil && s.Kind() == types.FieldVal && len(s.Index()) == 1
}

// denotes reports whether an expression is the name of a variable.
func (p *Package) denotes(e ast.Expr, v *types.Var) bool {
	id, ok := e.(*ast.Ident)
	return ok && p.info.Uses[id] == v
}
