package track

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

// TestPlaces checks through which fields values of a type can lead to a body.
func TestPlaces(t *testing.T) {
	const source = `package p

import ("context"; "io"; "net"; "net/http"; "os")

type (
	response   = *http.Response
	byValue    http.Response
	body       io.ReadCloser
	reader     io.Reader
	conn       net.Conn
	file       *os.File
	list       []*http.Response
	closers    []io.Closer
	function   func() error
	cancel     context.CancelFunc
	errorType  error
	anything   any
	carrier    struct{ Response *http.Response; Body io.ReadCloser; r io.Reader; n int }
	embedding  struct{ io.Reader; io.Closer }
	beside     struct{ r io.Reader; c io.Closer }
	nested     struct{ c carrier }
	deep       struct{ n nested }
	pointer = **http.Response
	request    *http.Request
	controller *http.ResponseController
	handler    func(*http.Response) error
)
`
	want := map[string][]string{
		"response":  {""},
		"body":      {""},
		"reader":    {""},
		"list":      {"[]"},
		"closers":   {"[]"},
		"function":  nil, // a named function type has a meaning of its own
		"carrier":   {"Response", "Body"},
		"embedding": {"Reader", "Closer"},
		"beside":    {"c"},
		"nested":    {"c.Response", "c.Body"},
		"pointer":   {""},
		"byValue":   {"Body"},
	}
	scope := check(t, source)
	for _, name := range scope.Names() {
		var got []string
		typ := scope.Lookup(name).Type()
		for _, p := range Places(typ) {
			got = append(got, p.Path)
		}
		if !slices.Equal(got, want[name]) {
			t.Errorf("%s: places %q, want %q", name, got, want[name])
		}
		if CanLead(typ) != (len(got) > 0) {
			t.Errorf("%s: CanLead is %v", name, CanLead(typ))
		}
	}
}

func check(t *testing.T, source string) *types.Scope {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("example.com/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg.Scope()
}
