package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

// A namer names findings for a baseline by what stands around them in the source.
type namer struct {
	g     *goCommand
	fset  *token.FileSet
	files map[string]*ast.File // nil for one that cannot be read
	dirs  map[string]string    // import paths of packages that are known by their files only
}

func newNamer(g *goCommand) *namer {
	return &namer{g: g, fset: token.NewFileSet(), files: make(map[string]*ast.File), dirs: make(map[string]string)}
}

// name returns package, function, rule and call of a finding. Findings outside
// functions have the name of the variable, those without a call their message.
func (n *namer) name(f finding) string {
	function, call := "-", ""
	if file := n.file(f.path); file != nil {
		if pos := n.pos(file, f.position); pos.IsValid() {
			function, call = enclosing(file, pos), calleeAt(file, pos)
		}
	}
	if call == "" {
		call = f.Message
	}
	return strings.Join([]string{n.pkg(f), function, f.Category, call}, " ")
}

// pkg returns the import path of the package a finding is in. Tests outside of a
// package are its tests all the same.
func (n *namer) pkg(f finding) string {
	path := packagePath(f.pkg)
	if path == "command-line-arguments" {
		dir := filepath.Dir(f.path)
		if _, ok := n.dirs[dir]; !ok {
			n.dirs[dir] = path
			if packages, err := n.g.list([]string{dir}); err == nil && len(packages) == 1 {
				n.dirs[dir] = packages[0].path
			}
		}
		return n.dirs[dir]
	}
	if strings.HasSuffix(f.path, "_test.go") {
		path = testedPath(path)
	}
	return path
}

func (n *namer) file(path string) *ast.File {
	file, ok := n.files[path]
	if !ok {
		file, _ = parser.ParseFile(n.fset, path, nil, parser.SkipObjectResolution)
		n.files[path] = file
	}
	return file
}

// pos returns a place in a file, or NoPos if the file has no such line.
func (n *namer) pos(file *ast.File, at position) token.Pos {
	f := n.fset.File(file.FileStart)
	if at.Line < 1 || at.Line > f.LineCount() || at.Column < 1 {
		return token.NoPos
	}
	return f.LineStart(at.Line) + token.Pos(at.Column-1)
}

// enclosing returns the name of the declaration around a place: Func, Type.Method
// or the first variable of a declaration.
func enclosing(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		if pos < decl.Pos() || decl.End() <= pos {
			continue
		}
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv != nil && len(decl.Recv.List) > 0 {
				return receiver(decl.Recv.List[0].Type) + "." + decl.Name.Name
			}
			return decl.Name.Name
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && v.Pos() <= pos && pos < v.End() {
					return v.Names[0].Name
				}
			}
		}
	}
	return "-"
}

// receiver returns the name of a receiver's type, without star and parameters.
func receiver(t ast.Expr) string {
	switch t := ast.Unparen(t).(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return "-"
}

// calleeAt returns what is called by the outermost call that begins at a place,
// as the analyzer's messages spell it, or "".
func calleeAt(file *ast.File, pos token.Pos) string {
	callee := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || callee != "" || pos < n.Pos() || n.End() <= pos {
			return false
		}
		if call, ok := n.(*ast.CallExpr); ok && call.Pos() == pos {
			callee = types.ExprString(call.Fun)
		}
		return callee == ""
	})
	return callee
}
