package infer

import "go/types"

// An api is what can be had from a package by those who import it.
type api struct {
	pkg       *types.Package
	types     map[*types.TypeName]bool // of the package, unexported ones included
	mentioned map[string]bool          // the packages of other types, by path
}

// api looks at what the package exports, once.
func (p *Package) api() *api {
	if p.exports == nil {
		a := &api{pkg: p.pass.Pkg, types: map[*types.TypeName]bool{}, mentioned: map[string]bool{}}
		scope := a.pkg.Scope()
		for _, name := range scope.Names() {
			if obj := scope.Lookup(name); obj.Exported() {
				a.add(obj.Type())
			}
		}
		p.exports = a
	}
	return p.exports
}

// add adds what a value of type t leads to: types of other packages by name alone,
// for those packages tell themselves what their types lead to.
func (a *api) add(t types.Type) {
	switch t := t.(type) {
	case *types.Alias:
		a.addArgs(t.TypeArgs())
		a.add(types.Unalias(t))
	case *types.Named:
		a.addArgs(t.TypeArgs())
		a.addNamed(t.Origin())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels, maps
		a.add(t.Elem())
		if m, ok := t.(*types.Map); ok {
			a.add(m.Key())
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				a.add(f.Type())
			}
		}
	case *types.Signature:
		a.addParams(t.TypeParams())
		a.add(t.Params())
		a.add(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			a.add(v.Type())
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			a.add(m.Type())
		}
		for e := range t.EmbeddedTypes() {
			a.add(e)
		}
	case *types.Union:
		for term := range t.Terms() {
			a.add(term.Type())
		}
	}
}

func (a *api) addNamed(t *types.Named) {
	obj := t.Obj()
	switch {
	case obj.Pkg() == nil:
	case obj.Pkg() != a.pkg:
		a.mentioned[obj.Pkg().Path()] = true
	case !a.types[obj]:
		a.types[obj] = true
		a.addParams(t.TypeParams())
		a.add(t.Underlying())
		for m := range t.Methods() {
			if m.Exported() {
				a.add(m.Type())
			}
		}
	}
}

func (a *api) addArgs(args *types.TypeList) {
	for t := range args.Types() {
		a.add(t)
	}
}

// addParams adds the constraints of type parameters. The parameters themselves
// stand for types of those who use them.
func (a *api) addParams(params *types.TypeParamList) {
	for t := range params.TypeParams() {
		a.add(t.Constraint())
	}
}
