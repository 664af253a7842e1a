package infer

import (
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A view is an interface method as it is seen from production code or from tests.
type view struct {
	method *types.Func
	test   bool
}

// implemented returns what the implementations in view of an interface method do,
// if there is at least one and all agree; else nil, and the conventions apply. In
// view are the types of this package, of the one that declares the interface, and
// net/http's own client and transport; the stubs of test files only from there.
func (p *Package) implemented(m *types.Func, recv types.Type, test bool) *effect.Summary {
	seen := view{m, test}
	if sum, ok := p.agreed[seen]; ok {
		return sum
	}
	p.agreed[seen] = nil // an implementation that calls the method itself says nothing
	iface, ok := recv.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil
	}
	var common *effect.Summary
	for _, t := range p.candidates(m.Pkg()) {
		impl := implementation(t, iface, m)
		if impl == nil || !test && p.inTest(impl.Pos()) {
			continue
		}
		sum := p.Method(impl)
		if sum == nil || common != nil && !reflect.DeepEqual(sum, common) {
			return nil
		}
		common = sum
	}
	p.agreed[seen] = common
	return common
}

// candidates returns the types that may implement an interface of a package, in
// a fixed order.
func (p *Package) candidates(declaring *types.Package) []*types.TypeName {
	var names []*types.TypeName
	add := func(obj types.Object) {
		tn, ok := obj.(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			return
		}
		if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
			names = append(names, tn)
		}
	}
	for _, pkg := range []*types.Package{p.pass.Pkg, declaring} {
		for _, n := range pkg.Scope().Names() {
			add(pkg.Scope().Lookup(n))
		}
		if p.pass.Pkg == declaring {
			break
		}
	}
	for _, imported := range p.pass.Pkg.Imports() {
		if imported.Path() == "net/http" {
			add(imported.Scope().Lookup("Client"))
			add(imported.Scope().Lookup("Transport"))
		}
	}
	return names
}

// implementation returns the method of a type, or of a pointer to it, that
// implements one of an interface, or nil.
func implementation(tn *types.TypeName, iface *types.Interface, m *types.Func) *types.Func {
	ptr := types.NewPointer(tn.Type())
	if !types.Implements(ptr, iface) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(ptr, true, m.Pkg(), m.Name())
	impl, _ := obj.(*types.Func)
	return impl
}

// inTest reports whether a position lies in a _test.go file.
func (p *Package) inTest(pos token.Pos) bool {
	f := p.pass.Fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}
