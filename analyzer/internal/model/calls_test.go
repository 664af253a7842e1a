package model

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/types/typeutil"
)

// testCalls asks the library about the calls in testdata/claims.go.
func (w *world) testCalls(t *testing.T) {
	if w.offline {
		t.Skip("needs the real test libraries")
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "testdata/claims.go", nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
	}
	conf := types.Config{Importer: importerFunc(func(path string) (*types.Package, error) { return w.packages[path], nil })}
	if _, err := conf.Check("claims", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	want := map[int]string{}
	for _, group := range file.Comments {
		want[fset.Position(group.Pos()).Line] = strings.TrimSpace(group.Text())
	}
	l := New()
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.ExprStmt); ok {
			line := fset.Position(s.Pos()).Line
			if got := describe(l, s.X.(*ast.CallExpr), info); got != want[line] {
				t.Errorf("line %d: %s: %q, want %q", line, types.ExprString(s.X), got, want[line])
			}
		}
		return true
	})
}

// describe says what the library knows of a call, the most telling first.
func describe(l *Library, call *ast.CallExpr, info *types.Info) string {
	if l.NoReturnCall(call, info) {
		return "never returns"
	}
	if c, ok := l.Claim(call, info); ok {
		s := fmt.Sprintf("claim: %s is %v", types.ExprString(c.Of), c.Is)
		if c.Fatal {
			s += ", ends"
		}
		if c.Tells {
			s += ", tells"
		}
		return s
	}
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	if fn == nil {
		return ""
	}
	if param, how, ok := l.Callback(fn); ok {
		return fmt.Sprintf("runs %d %s", param, [...]string{"now", "deferred", "go"}[how])
	}
	if l.NonNilError(fn) {
		return "fails"
	}
	if dst, src, _, ok := l.Drain(fn); ok {
		return fmt.Sprintf("drains %d into %d", src, dst)
	}
	if s := l.LookupCall(fn, call, info); s != nil && l.variants.find(fn) != nil {
		n := 0
		for _, p := range s.Params {
			n += len(p.Outcomes)
		}
		return fmt.Sprintf("%d outcomes", n)
	}
	return ""
}

// testLookup checks what holds of every question: interfaces and generic
// functions have rows like others, functions that never return have a summary,
// and once a table is built a question allocates nothing.
func (w *world) testLookup(t *testing.T) {
	l := New()
	pointer := w.packages["sync/atomic"].Scope().Lookup("Pointer").Type()
	instance, err := types.Instantiate(nil, pointer, []types.Type{w.response}, false)
	if err != nil {
		t.Fatal(err)
	}
	store, _, _ := types.LookupFieldOrMethod(types.NewPointer(instance), true, nil, "Store")
	trip := lookup(w.packages["net/http"], "(RoundTripper).RoundTrip")
	exit := lookup(w.packages["os"], "Exit")
	for _, fn := range []*types.Func{store.(*types.Func), trip, exit} {
		if l.Lookup(fn) == nil {
			t.Errorf("no summary of %v", fn)
		}
	}
	if s := l.Lookup(exit); s == nil || !s.NoReturn {
		t.Error("os.Exit returns")
	}
	none := lookup(w.packages["strings"], "Contains")
	if s := l.Lookup(none); s != nil {
		t.Errorf("strings.Contains has a summary: %v", s)
	}
	allocs := testing.AllocsPerRun(10, func() {
		for _, fn := range []*types.Func{none, trip, exit, nil} {
			l.Lookup(fn)
			l.NonNilError(fn)
			l.Assertion(fn)
			l.Drain(fn)
		}
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}
