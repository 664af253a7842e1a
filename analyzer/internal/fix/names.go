package fix

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// fresh returns a name that nothing in the declaration around the function has,
// and reserves it.
func (r *repair) fresh(base string) string {
	name := base
	for n := 2; r.isUsed(name); n++ {
		name = base + strconv.Itoa(n)
	}
	r.added = append(r.added, name)
	return name
}

// isUsed reports whether an identifier occurs in the declaration, or will.
func (r *repair) isUsed(name string) bool {
	names := r.names[r.decl]
	if names == nil {
		names = map[string]bool{}
		ast.Inspect(r.decl, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				names[id.Name] = true
			}
			return true
		})
		r.names[r.decl] = names
	}
	return names[name] || slices.Contains(r.added, name)
}

// keepNames makes the names that a repair has added known to the next ones.
func (r *repair) keepNames() {
	for _, name := range r.added {
		r.names[r.decl][name] = true
	}
}

// nameFor returns what people call the value of an alias.
func nameFor(a effect.Alias) string {
	switch {
	case a.Path != "":
		return "res"
	case a.Rel.Kind == effect.Stream:
		return "body"
	case a.Rel.Kind == effect.Closer:
		return "done"
	}
	return "resp"
}

// resultType returns the type of the i-th result of a call.
func (r *repair) resultType(call *ast.CallExpr, i int) types.Type {
	if tuple, ok := r.Info.TypeOf(call).(*types.Tuple); ok {
		return tuple.At(i).Type()
	}
	return r.Info.TypeOf(call)
}

// typeText returns how a type is written in the function; "" if it cannot be.
func (r *repair) typeText(t types.Type) string {
	ok := true
	text := types.TypeString(t, func(pkg *types.Package) string {
		if pkg == r.Pkg {
			return ""
		}
		const any = "X" // a name that is certainly exported
		q := r.qualified(pkg.Path(), any)
		ok = ok && q != ""
		return q[:max(0, len(q)-len(any)-1)]
	})
	if !ok || r.failed || !writable(t, r.Pkg) {
		return ""
	}
	return text
}

// writable reports whether a type has a name in a package.
func writable(t types.Type, pkg *types.Package) bool {
	switch t := t.(type) {
	case *types.Pointer:
		return writable(t.Elem(), pkg)
	case *types.Named:
		return (t.Obj().Exported() || t.Obj().Pkg() == pkg) && t.Obj().Parent() == t.Obj().Pkg().Scope() && t.TypeArgs().Len() == 0
	case *types.Alias:
		return writable(types.Unalias(t), pkg) && (t.Obj().Exported() || t.Obj().Pkg() == pkg)
	}
	return false
}
