package fix

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A reservation is a name that a fix declares in a block or an if statement.
type reservation struct {
	name   string
	in     ast.Node
	lifted bool // from the header of an if statement; := may assign it once more
}

// fresh returns a name to be declared in a block or an if statement, and reserves
// it: nothing in there has that name, no fix declares it there, and no variable
// around it would be hidden.
func (r *repair) fresh(base string, in ast.Node) string {
	name := base
	for n := 2; r.isUsed(name, in); n++ {
		name = base + strconv.Itoa(n)
	}
	r.added = append(r.added, reservation{name: name, in: in})
	return name
}

func (r *repair) isUsed(name string, in ast.Node) bool {
	if r.isReserved(name, in, false) {
		return true
	}
	if scope := r.Pkg.Scope().Innermost(in.Pos()); scope != nil {
		if _, obj := scope.LookupParent(name, r.Call.Pos()); obj != nil && obj.Parent() != types.Universe {
			return true
		}
	}
	used := false
	ast.Inspect(in, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		used = used || ok && id.Name == name
		return !used
	})
	return used
}

// isReserved reports whether a fix declares a name in a block, or around or below
// it. One that is lifted into that very block may be met by another one.
func (r *repair) isReserved(name string, in ast.Node, lifted bool) bool {
	return slices.ContainsFunc(slices.Concat(r.reserved[r.decl], r.added), func(other reservation) bool {
		if other.name != name || lifted && other.lifted && other.in == in {
			return false
		}
		return other.in.Pos() < in.End() && in.Pos() < other.in.End()
	})
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
