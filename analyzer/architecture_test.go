package analyzer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImports keeps the import graph of the packages: effect is a leaf, the
// engine knows neither models nor facts, fixes know no states, and only the
// analyzer reports.
func TestImports(t *testing.T) {
	const module = "github.com/respbody/respbody/analyzer/internal/"
	allowed := map[string][]string{
		"effect":   nil,
		"model":    {"effect"},
		"track":    {"effect"},
		"fix":      {"effect", "track"},
		"generate": nil, // programs for tests
		"flow":     {"effect", "track"},
		"infer":    {"effect", "flow", "model", "track"},
	}
	dirs, err := os.ReadDir("internal")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		ours, known := allowed[dir.Name()]
		if !known {
			t.Errorf("internal/%s has no place in the import graph", dir.Name())
		}
		for imported := range importsOf(t, filepath.Join("internal", dir.Name())) {
			if name, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(ours, name) {
				t.Errorf("internal/%s imports %s; it may import %v", dir.Name(), name, ours)
			}
		}
	}
}

// TestImportsDrawn checks that the graph in the page for contributors has all
// imports there are, and no others.
func TestImportsDrawn(t *testing.T) {
	const module = "github.com/respbody/respbody/analyzer/internal/"
	text, err := os.ReadFile(filepath.Join("..", ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^    (\w+ --> \w+)$`).FindAllStringSubmatch(string(text), -1) {
		drawn[m[1]] = true
	}
	dirs, err := filepath.Glob(filepath.Join("internal", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range append(dirs, "../analyzer") {
		for imported := range importsOf(t, dir) {
			name, ours := strings.CutPrefix(imported, module)
			arrow := filepath.Base(dir) + " --> " + name
			if ours && !drawn[arrow] {
				t.Errorf("not drawn: %s", arrow)
			}
			delete(drawn, arrow)
		}
	}
	for arrow := range drawn {
		t.Errorf("drawn, but not so: %s", arrow)
	}
}

// TestSizes keeps files and functions, tests included, so short that they can be
// read at once.
func TestSizes(t *testing.T) {
	const longestFile, longestFunction = 300, 60
	for _, root := range []string{".", filepath.Join("..", "cmd")} {
		err := filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			if n := fset.File(file.FileStart).LineCount(); n > longestFile {
				t.Errorf("%s has %d lines", name, n)
			}
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > longestFunction {
					t.Errorf("%s: %s has %d lines", name, fn.Name.Name, n)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// importsOf returns what the files of a package import, tests aside.
func importsOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports[path] = true
		}
	}
	if len(imports) == 0 && len(files) == 0 {
		t.Errorf("%s: no Go files", dir)
	}
	return imports
}
