package infer

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// TestGraphs counts the control-flow graphs that are built for a function: none
// where no body can be, and none for what others need until it is asked for.
func TestGraphs(t *testing.T) {
	for _, test := range []struct {
		name, function string
		facts          int // graphs for what importers must know
		findings       int // and those added by following what the function itself owes
	}{
		{"nothing", `func F(n int) string { if n > 0 { return "" }; return "x" }`, 0, 0},
		{"an unused response", `func F(*http.Response) {}`, 0, 0},
		{"what a response says of itself", `func F(r *http.Response) int { return r.StatusCode }`, 1, 0},
		{"a parameter of a function for this package alone", `func f(r *http.Response) { r.Body.Close() }`, 0, 0},
		{"a parameter", `func F(r *http.Response) { r.Body.Close() }`, 1, 0},
		{"a parameter that a helper closes", `func F(r *http.Response) { f(r) }; func f(r *http.Response) { r.Body.Close() }`, 2, 0},
		{"a call that makes a response", `func F() { if r, err := http.Get(""); err == nil { r.Body.Close() } }`, 0, 1},
		{"a response handed out", `func F() (*http.Response, error) { return http.Get("") }`, 1, 0},
		{"a literal that makes a response", `func F() { _ = func() { http.Get("") } }`, 0, 1},
		{"a method on what holds no body", `type T struct{ n int }; func (t T) F() int { return t.n }`, 0, 0},
		{"a carrier", `type T struct{ r *http.Response }; func (t T) Close() { t.r.Body.Close() }`, 1, 0},
		{"an end that may return", `func F() { println() }`, 0, 0},
		{"an end that does not return", `func F() { os.Exit(1) }`, 1, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := typeChecked(t, "package p\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\nvar _, _ = http.Get, os.Exit\n\n"+test.function+"\n")
			p.export(p.pass)
			if n := len(p.graphs); n != test.facts {
				t.Errorf("%d graphs for the facts, want %d", n, test.facts)
			}
			before := len(p.graphs)
			for _, f := range p.Functions() {
				for _, ob := range p.Obligations(f) {
					p.Follow(ob)
				}
			}
			if n := len(p.graphs) - before; n != test.findings {
				t.Errorf("%d graphs more for the findings, want %d", n, test.findings)
			}
		})
	}
}

// typeChecked returns a package of one file that imports nothing with facts, not
// yet looked at.
func typeChecked(t *testing.T, source string) *Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{
		Fset:  fset,
		Files: []*ast.File{file},
		TypesInfo: &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Defs:       map[*ast.Ident]types.Object{},
			Uses:       map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
		},
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportPackageFact: func(analysis.Fact) {},
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", nil)}
	if pass.Pkg, err = conf.Check("graphs.test/p", fset, pass.Files, pass.TypesInfo); err != nil {
		t.Fatal(err)
	}
	p := newPackage(pass)
	p.index = track.Index(pass.Files, pass.TypesInfo)
	return p
}
