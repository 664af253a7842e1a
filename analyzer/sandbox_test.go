package analyzer_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer"
)

// A sandbox analyses single files that import nothing but the standard library,
// in milliseconds, for it reads that only once, and as the compiler left it.
type sandbox struct {
	mu     sync.Mutex
	std    types.Importer
	fset   *token.FileSet
	export map[string]string // import path → file
}

func newSandbox(t testing.TB) *sandbox {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "net/http").Output()
	if err != nil {
		t.Fatal(err)
	}
	s := &sandbox{fset: token.NewFileSet(), export: map[string]string{}}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		s.export[path] = file
	}
	s.std = importer.ForCompiler(s.fset, "gc", func(path string) (io.ReadCloser, error) {
		if s.export[path] == "" {
			return nil, fmt.Errorf("%s is not imported by net/http", path)
		}
		return os.Open(s.export[path])
	})
	return s
}

// check parses a file and checks its types.
func (s *sandbox) check(name string, src []byte) (*analysis.Pass, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file, err := parser.ParseFile(s.fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	pass := &analysis.Pass{
		Fset:  s.fset,
		Files: []*ast.File{file},
		TypesInfo: &types.Info{
			Types:        map[ast.Expr]types.TypeAndValue{},
			Instances:    map[*ast.Ident]types.Instance{},
			Defs:         map[*ast.Ident]types.Object{},
			Uses:         map[*ast.Ident]types.Object{},
			Implicits:    map[ast.Node]types.Object{},
			Selections:   map[*ast.SelectorExpr]*types.Selection{},
			Scopes:       map[ast.Node]*types.Scope{},
			FileVersions: map[*ast.File]string{},
		},
		TypesSizes:        types.SizesFor("gc", "amd64"),
		ReadFile:          func(string) ([]byte, error) { return src, nil },
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		ExportPackageFact: func(analysis.Fact) {},
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		Module:            &analysis.Module{Path: "sandbox.test"},
	}
	conf := types.Config{Importer: s.std, GoVersion: "go1.26"}
	pass.Pkg, err = conf.Check("sandbox.test", s.fset, pass.Files, pass.TypesInfo)
	return pass, err
}

// find returns what the analyzer reports in a file.
func (s *sandbox) find(name string, src []byte, options analyzer.Options) ([]fixedFinding, error) {
	pass, err := s.check(name, src)
	if err != nil {
		return nil, err
	}
	var all []fixedFinding
	pass.Report = func(d analysis.Diagnostic) { all = append(all, newFixedFinding(s.fset, d)) }
	pass.Analyzer = analyzer.New(options)
	_, err = runAfterRequired(*pass, map[*analysis.Analyzer]any{})
	return all, err
}

// runAfterRequired runs an analyzer after those that it requires.
func runAfterRequired(pass analysis.Pass, done map[*analysis.Analyzer]any) (any, error) {
	if result, ok := done[pass.Analyzer]; ok {
		return result, nil
	}
	pass.ResultOf = map[*analysis.Analyzer]any{}
	for _, required := range pass.Analyzer.Requires {
		before := pass
		before.Analyzer = required
		result, err := runAfterRequired(before, done)
		if err != nil {
			return nil, err
		}
		pass.ResultOf[required] = result
	}
	result, err := pass.Analyzer.Run(&pass)
	done[pass.Analyzer] = result
	return result, err
}

// numbered returns a text with the numbers of its lines.
func numbered(src []byte) string {
	var b strings.Builder
	for i, line := range bytes.Split(src, []byte("\n")) {
		fmt.Fprintf(&b, "%3d %s\n", i+1, line)
	}
	return b.String()
}
