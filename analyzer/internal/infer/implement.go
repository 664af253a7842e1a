package infer

import (
	"go/types"
	"reflect"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// implemented returns what the implementations in view of an interface method do,
// if there is at least one and all agree; else nil, and the conventions apply.
// In view are the types of this package, and of the one that declares the
// interface.
func (p *Package) implemented(m *types.Func, recv types.Type) *effect.Summary {
	if sum, ok := p.agreed[m]; ok {
		return sum
	}
	p.agreed[m] = nil // an implementation that calls the method itself says nothing
	iface, ok := recv.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil
	}
	packages := []*types.Package{p.pass.Pkg}
	if m.Pkg() != p.pass.Pkg {
		packages = append(packages, m.Pkg())
	}
	var common *effect.Summary
	for _, pkg := range packages {
		for _, impl := range implementations(pkg, iface, m.Name()) {
			sum := p.Method(impl)
			if sum == nil || common != nil && !reflect.DeepEqual(sum, common) {
				return nil
			}
			common = sum
		}
	}
	p.agreed[m] = common
	return common
}

// implementations returns the methods of the package-level types of a package
// that implement one of an interface, in the order of the types' names.
func implementations(pkg *types.Package, iface *types.Interface, name string) []*types.Func {
	var methods []*types.Func
	scope := pkg.Scope()
	for _, n := range scope.Names() {
		tn, ok := scope.Lookup(n).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 {
			continue
		}
		ptr := types.NewPointer(named)
		if !types.Implements(ptr, iface) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(ptr, true, pkg, name)
		if m, ok := obj.(*types.Func); ok {
			methods = append(methods, m)
		}
	}
	return methods
}
