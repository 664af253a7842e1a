package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A unit is one type-checked package, on which analyzers can be run again and
// again without anything else being measured: no loading, no other packages.
type unit struct {
	fset  *token.FileSet
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
	text  []byte

	known    map[*types.Package]analysis.Fact // of the packages it imports
	exported analysis.Fact                    // by the last run, or nil
	findings int                              // of the last run
}

// A builder type-checks units. What they import is loaded once.
type builder struct {
	fset     *token.FileSet
	importer types.Importer
	units    map[string]*unit
}

func newBuilder() *builder {
	fset := token.NewFileSet()
	return &builder{fset: fset, importer: importer.ForCompiler(fset, "gc", nil), units: map[string]*unit{}}
}

// Import finds the units built before among the packages that are imported.
func (b *builder) Import(path string) (*types.Package, error) {
	if u := b.units[path]; u != nil {
		return u.pkg, nil
	}
	return b.importer.Import(path)
}

// build type-checks a package of one file. It can import the units built before
// it, with the facts of their last run.
func (b *builder) build(tb testing.TB, path, source string) *unit {
	tb.Helper()
	file, err := parser.ParseFile(b.fset, path+".go", source, parser.ParseComments)
	if err != nil {
		tb.Fatal(err)
	}
	u := &unit{
		fset:  b.fset,
		files: []*ast.File{file},
		text:  []byte(source),
		info: &types.Info{
			Types:        map[ast.Expr]types.TypeAndValue{},
			Defs:         map[*ast.Ident]types.Object{},
			Uses:         map[*ast.Ident]types.Object{},
			Implicits:    map[ast.Node]types.Object{},
			Instances:    map[*ast.Ident]types.Instance{},
			Scopes:       map[ast.Node]*types.Scope{},
			Selections:   map[*ast.SelectorExpr]*types.Selection{},
			FileVersions: map[*ast.File]string{},
		},
		known: map[*types.Package]analysis.Fact{},
	}
	for _, imported := range b.units {
		u.known[imported.pkg] = imported.exported
	}
	conf := types.Config{Importer: b, GoVersion: "go1.26"}
	if u.pkg, err = conf.Check(path, b.fset, u.files, u.info); err != nil {
		tb.Fatal(err)
	}
	b.units[path] = u
	return u
}

// run executes an analyzer and what it requires, as a driver does.
func (u *unit) run(tb testing.TB, a *analysis.Analyzer) {
	u.exported, u.findings = nil, 0
	u.execute(tb, a, map[*analysis.Analyzer]any{})
}

func (u *unit) execute(tb testing.TB, a *analysis.Analyzer, results map[*analysis.Analyzer]any) {
	if _, done := results[a]; done {
		return
	}
	for _, required := range a.Requires {
		u.execute(tb, required, results)
	}
	result, err := a.Run(&analysis.Pass{
		Analyzer:          a,
		Fset:              u.fset,
		Files:             u.files,
		Pkg:               u.pkg,
		TypesInfo:         u.info,
		TypesSizes:        types.SizesFor("gc", "amd64"),
		Module:            &analysis.Module{Path: "cost.test", GoVersion: "1.26"},
		ResultOf:          results,
		Report:            func(analysis.Diagnostic) { u.findings++ },
		ReadFile:          func(string) ([]byte, error) { return u.text, nil },
		ImportPackageFact: u.fact,
		ExportPackageFact: func(fact analysis.Fact) { u.exported = fact },
	})
	if err != nil {
		tb.Fatal(err)
	}
	results[a] = result
}

// fact finds what an imported unit has exported.
func (u *unit) fact(pkg *types.Package, into analysis.Fact) bool {
	fact := u.known[pkg]
	if fact == nil {
		return false
	}
	reflect.ValueOf(into).Elem().Set(reflect.ValueOf(fact).Elem())
	return true
}

// factBytes returns the size of the exported fact as the drivers encode it.
func (u *unit) factBytes(tb testing.TB) int {
	if u.exported == nil {
		return 0
	}
	var buf bytes.Buffer
	gob.Register(u.exported)
	if err := gob.NewEncoder(&buf).Encode(&u.exported); err != nil {
		tb.Fatal(err)
	}
	return buf.Len()
}

// repeat writes a package: a head, a line for each number below n, in which
// %[1]d is the number and %[2]d the next one, and a tail.
func repeat(n int, head, line, tail string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		b.WriteString(strings.NewReplacer("%[1]d", strconv.Itoa(i), "%[2]d", strconv.Itoa(i+1)).Replace(line))
	}
	b.WriteString(tail)
	return b.String()
}
