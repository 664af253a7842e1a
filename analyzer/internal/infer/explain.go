package infer

import (
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// An Origin says where a summary comes from.
type Origin string

// The origins, in the order in which they are asked.
const (
	FromDirective  Origin = "directive"
	FromSource     Origin = "source"
	FromModel      Origin = "model"
	FromFact       Origin = "fact"
	FromConvention Origin = "convention"
)

// Origin returns what is known of a function and where that comes from; the
// summary is nil where only the conventions apply.
func (p *Package) Origin(fn *types.Func) (*effect.Summary, Origin) {
	sum := p.Method(fn)
	switch f := p.index.ByObj[fn.Origin()]; {
	case f != nil && p.directive(f) != nil:
		return sum, FromDirective
	case f != nil:
		return sum, FromSource
	case sum == nil:
		return nil, FromConvention
	case p.library.Lookup(fn) != nil:
		return sum, FromModel
	}
	return sum, FromFact
}

// Lookup returns the functions that a name means in this package: "Get",
// "Client.Get", or with a package's name or path before it, of those it imports.
func (p *Package) Lookup(name string) []*types.Func {
	var found []*types.Func
	for _, f := range p.index.Declared {
		if matches(f.Obj, name) {
			found = append(found, f.Obj)
		}
	}
	for _, imported := range p.pass.Pkg.Imports() {
		for _, prefix := range []string{imported.Path() + ".", imported.Name() + "."} {
			if rest, ok := strings.CutPrefix(name, prefix); ok {
				found = append(found, declared(imported, rest)...)
				break
			}
		}
	}
	return found
}

// declared returns the function, or the method "Type.Name", of a package.
func declared(pkg *types.Package, name string) []*types.Func {
	typeName, method, isMethod := strings.Cut(name, ".")
	switch obj := pkg.Scope().Lookup(typeName).(type) {
	case *types.Func:
		return []*types.Func{obj}
	case *types.TypeName:
		if m := track.Method(obj.Type(), method); isMethod && m != nil {
			return []*types.Func{m}
		}
	}
	return nil
}

// matches reports whether a name without a package means fn.
func matches(fn *types.Func, name string) bool {
	short := strings.NewReplacer("(*", "", "(", "", ")", "").Replace(strings.ReplaceAll(fn.FullName(), fn.Pkg().Path()+".", ""))
	return name == short || name == fn.Name() || name == fn.FullName()
}

// Function returns the function of this package that fn is, or nil.
func (p *Package) Function(fn *types.Func) *track.Function { return p.index.ByObj[fn] }
