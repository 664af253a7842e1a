package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"
)

// qualified returns how a name of another package is written in the function,
// and imports the package if the file does not.
func (r *repair) qualified(pkg, name string) string {
	for _, spec := range r.src.syntax.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p != pkg {
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

// addImport adds an import to the file.
func (r *repair) addImport(pkg, name string) {
	spec := strconv.Quote(pkg)
	if name != path.Base(pkg) {
		spec = name + " " + spec
	}
	for _, e := range r.importEdits(pkg, spec) {
		e.shared = true
		known := false
		for _, have := range r.edits {
			known = known || have == e
		}
		if !known {
			r.edits = append(r.edits, e)
		}
	}
}

// importEdits returns the edits that import a package: into the first block of
// imports, which a lone import is turned into, or behind the package clause. The
// import of C has a comment that belongs to it, and is left alone.
func (r *repair) importEdits(pkg, spec string) []edit {
	s := r.src
	var lone []*ast.GenDecl
	for _, d := range s.syntax.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT || importsC(decl) {
			continue
		}
		if decl.Lparen.IsValid() {
			return []edit{s.intoBlock(decl, pkg, spec)}
		}
		lone = append(lone, decl)
	}
	switch len(lone) {
	case 0:
		off := s.lineEnd(s.offset(s.syntax.Name.End()))
		return []edit{{start: off, end: off, text: s.newline + s.newline + "import " + spec}}
	case 1:
		return s.intoNewBlock(lone[0], pkg, spec)
	}
	return []edit{s.below(s.offset(lone[0].End()), []string{"import " + spec}, "")}
}

// intoNewBlock makes a block of a lone import and another one.
func (s *source) intoNewBlock(lone *ast.GenDecl, pkg, spec string) []edit {
	from, to := s.offset(lone.Specs[0].Pos()), s.lineEnd(s.offset(lone.End()))
	old, _ := strconv.Unquote(lone.Specs[0].(*ast.ImportSpec).Path.Value)
	first, last := "("+s.newline+"\t"+spec+s.newline+"\t", s.newline+")"
	if old < pkg {
		first, last = "("+s.newline+"\t", s.newline+"\t"+spec+s.newline+")"
	}
	return []edit{{start: from, end: from, text: first}, {start: to, end: to, text: last}}
}

func importsC(decl *ast.GenDecl) bool {
	for _, spec := range decl.Specs {
		if spec.(*ast.ImportSpec).Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// intoBlock returns the edit that adds an import to a block, where gofmt would
// sort it in: among the first run of lines with a path of the standard library.
func (s *source) intoBlock(decl *ast.GenDecl, pkg, spec string) edit {
	if len(decl.Specs) == 0 {
		off := s.offset(decl.Lparen) + 1
		return edit{start: off, end: off, text: s.newline + "\t" + spec + s.newline}
	}
	run := s.standardRun(decl)
	for _, have := range run {
		if p, _ := strconv.Unquote(have.Path.Value); p > pkg {
			at := s.aboveComments(s.offset(have.Pos()))
			return edit{start: at, end: at, text: "\t" + spec + s.newline}
		}
	}
	return s.below(s.offset(run[len(run)-1].End()), []string{spec}, "\t")
}

// standardRun returns the imports of the first run of lines, without blank ones
// between, that has one of the standard library in it; the first run if none has.
func (s *source) standardRun(decl *ast.GenDecl) []*ast.ImportSpec {
	var first, run []*ast.ImportSpec
	standard := false
	for i, sp := range decl.Specs {
		spec := sp.(*ast.ImportSpec)
		if i > 0 && strings.TrimSpace(s.lineBefore(s.aboveComments(s.offset(spec.Pos())))) == "" {
			if standard {
				return run
			}
			run = nil
		}
		run = append(run, spec)
		p, _ := strconv.Unquote(spec.Path.Value)
		head, _, _ := strings.Cut(p, "/")
		standard = standard || !strings.Contains(head, ".")
		if first == nil || !standard && len(first) == i {
			first = run
		}
	}
	if standard {
		return run
	}
	return first
}
