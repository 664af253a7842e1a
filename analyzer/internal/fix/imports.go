package fix

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strconv"
)

// qualified returns how a name of another package is written in the function,
// and imports the package if the file does not.
func (r *repair) qualified(pkg, name string) string {
	for _, spec := range r.src.syntax.Imports {
		if pathOf(spec) != pkg {
			continue
		}
		switch local := r.importName(spec); {
		case local == "_":
		case local == "." && !r.isDeclared(name):
			return name
		case local != "." && !r.isDeclared(local):
			return local + "." + name
		}
	}
	local := path.Base(pkg)
	for _, try := range []string{local, "std" + local} {
		if r.isDeclared(try) || r.Pkg.Scope().Lookup(try) != nil || r.isImported(try) {
			continue
		}
		r.addImport(pkg, try)
		return try + "." + name
	}
	r.failed = true
	return ""
}

// importName returns the name of an import in its file.
func (r *repair) importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if name := r.Info.PkgNameOf(spec); name != nil {
		return name.Name()
	}
	return "_"
}

// isDeclared reports whether something in the declaration around the function
// has a name, and would hide a package or a function of that name.
func (r *repair) isDeclared(name string) bool {
	found := false
	ast.Inspect(r.decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			obj := r.Info.Defs[id]
			found = found || obj != nil && obj.Parent() != r.Pkg.Scope()
		}
		return !found
	})
	return found
}

// isImported reports whether an import of the file has a name.
func (r *repair) isImported(name string) bool {
	scope := r.Info.Scopes[r.src.syntax]
	if scope == nil {
		return true
	}
	_, ok := scope.Lookup(name).(*types.PkgName)
	return ok
}

// addImport adds an import to the file. Where it goes is decided when all imports
// that a fix needs are known.
func (r *repair) addImport(pkg, name string) {
	spec := strconv.Quote(pkg)
	if name != path.Base(pkg) {
		spec = name + " " + spec
	}
	if e := (edit{text: spec, imports: pkg}); !slices.Contains(r.edits, e) {
		r.edits = append(r.edits, e)
	}
}
