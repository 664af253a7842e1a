package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"iter"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A world is the real declarations that the rows speak of.
type world struct {
	std        []string                  // every importable package of the standard library
	paths      []string                  // every package that can have rows
	packages   map[string]*types.Package // by path
	readCloser types.Type
	response   types.Type
	offline    bool // the other modules could not be had
}

// modules are the other modules that rows speak of, with the packages to load in
// the order of their imports. The older paths of some are not listed: unresolved
// says why.
func modules() map[string][]string {
	return map[string][]string{
		"cloud.google.com/go/storage@v1.56.0":                     {""},
		"github.com/avast/retry-go/v4@v4.6.1":                     {""},
		"github.com/aws/aws-sdk-go-v2/service/s3@v1.106.5":        {""},
		"github.com/cenkalti/backoff/v4@v4.3.0":                   {""},
		"github.com/cenkalti/backoff/v5@v5.0.3":                   {""},
		"github.com/coder/websocket@v1.8.14":                      {""},
		"github.com/frankban/quicktest@v1.14.6":                   {""},
		"github.com/go-errors/errors@v1.5.1":                      {""},
		"github.com/go-quicktest/qt@v1.101.0":                     {""},
		"github.com/golang/glog@v1.2.5":                           {""},
		"github.com/gorilla/websocket@v1.5.3":                     {""},
		"github.com/onsi/ginkgo/v2@v2.22.2":                       {""},
		"github.com/onsi/gomega@v1.36.2":                          {"/types", ""},
		"github.com/pkg/errors@v0.9.1":                            {""},
		"github.com/rs/zerolog@v1.34.0":                           {"", "/log"},
		"github.com/sirupsen/logrus@v1.9.4":                       {""},
		"github.com/sourcegraph/conc@v0.3.0":                      {"", "/pool"},
		"github.com/stretchr/testify@v1.12.1":                     {"/assert", "/require", "/suite"},
		"go.uber.org/zap@v1.27.1":                                 {""},
		"golang.org/x/sync@v0.24.0":                               {"/errgroup", "/singleflight"},
		"golang.org/x/xerrors@v0.0.0-20240716161551-93cc26a95ae9": {""},
		"google.golang.org/grpc@v1.83.0":                          {"/status", "/grpclog"},
		"gopkg.in/check.v1@v1.0.0-20201130134442-10cb98267c6c":    {""},
		"gotest.tools/v3@v3.5.2":                                  {"/assert", "/assert/cmp"},
		"k8s.io/apimachinery@v0.36.1":                             {"/pkg/util/wait"},
		"k8s.io/klog/v2@v2.140.0":                                 {""},
		"nhooyr.io/websocket@v1.8.7":                              {""},
	}
}

// TestTables holds all tables against the real declarations, which it reads once.
func TestTables(t *testing.T) {
	w := load(t)
	t.Run("Rows", w.testRows)
	t.Run("Paths", w.testPaths)
	t.Run("Coverage", w.testCoverage)
	t.Run("Measured", w.testMeasured)
	t.Run("Calls", w.testCalls)
	t.Run("Lookup", w.testLookup)
}

// load reads the export data of the whole standard library, and the sources of
// the other modules as far as they can be had.
func load(t *testing.T) *world {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-f", "{{.ImportPath}} {{.Export}}", "std").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	exports := map[string]string{}
	w := &world{packages: map[string]*types.Package{}}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = file
		if !strings.Contains(path, "internal") && !strings.HasPrefix(path, "vendor/") && file != "" {
			w.std = append(w.std, path)
		}
	}
	std := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("%s is not in the standard library", path)
		}
		return os.Open(exports[path])
	})
	for _, path := range w.std {
		if w.packages[path], err = std.Import(path); err != nil {
			t.Fatal(err)
		}
	}
	w.readCloser = w.packages["io"].Scope().Lookup("ReadCloser").Type()
	w.response = types.NewPointer(w.packages["net/http"].Scope().Lookup("Response").Type())
	w.loadModules(t, std)
	w.paths = slices.Sorted(maps.Keys(w.packages))
	return w
}

// loadModules checks the sources of other modules without their function bodies
// and without their imports, which leaves every index and most types right.
func (w *world) loadModules(t *testing.T, std types.Importer) {
	t.Helper()
	versions := slices.Sorted(maps.Keys(modules()))
	cmd := exec.Command("go", append([]string{"mod", "download", "-json"}, versions...)...)
	cmd.Dir = t.TempDir() // outside any module: no go.sum to keep
	out, err := cmd.Output()
	if err != nil {
		t.Logf("rows about other modules are not resolved: go mod download: %v", err)
		w.offline = true
		return
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var m struct{ Path, Version, Dir string }
		if err := dec.Decode(&m); err != nil {
			t.Fatal(err)
		}
		for _, sub := range modules()[m.Path+"@"+m.Version] {
			w.packages[m.Path+sub] = w.check(t, m.Path+sub, filepath.Join(m.Dir, sub), std)
		}
	}
}

// check type-checks the declarations of one directory.
func (w *world) check(t *testing.T, path, dir string, std types.Importer) *types.Package {
	t.Helper()
	listed, err := build.ImportDir(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range listed.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	conf := types.Config{IgnoreFuncBodies: true, Error: func(error) {}, Importer: importerFunc(func(path string) (*types.Package, error) {
		if p := w.packages[path]; p != nil {
			return p, nil
		}
		if p, err := std.Import(path); err == nil {
			return p, nil
		}
		p := types.NewPackage(path, filepath.Base(path))
		p.MarkComplete()
		return p, nil
	})}
	pkg, _ := conf.Check(path, fset, files, nil) // the errors are about the imports
	return pkg
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// functions yields the functions of a package and the methods that its types
// declare, interfaces included. Unexported types are not in the scope that
// export data gives, so those an exported struct embeds are found through it.
func functions(pkg *types.Package) iter.Seq[*types.Func] {
	return func(yield func(*types.Func) bool) {
		for _, name := range pkg.Scope().Names() {
			switch o := pkg.Scope().Lookup(name).(type) {
			case *types.Func:
				if !yield(o) {
					return
				}
			case *types.TypeName:
				for _, fn := range methods(o.Type()) {
					if !yield(fn) {
						return
					}
				}
			}
		}
	}
}

// methods returns the methods that t and what it embeds declare.
func methods(t types.Type) []*types.Func {
	n, ok := t.(*types.Named) // an alias speaks of somebody else's methods
	if !ok {
		return nil
	}
	var fns []*types.Func
	for fn := range n.Methods() {
		fns = append(fns, fn)
	}
	switch u := n.Underlying().(type) {
	case *types.Interface:
		for fn := range u.ExplicitMethods() {
			fns = append(fns, fn)
		}
	case *types.Struct:
		for f := range u.Fields() {
			if f.Embedded() && !f.Exported() {
				fns = append(fns, methods(f.Type())...)
			}
		}
	}
	return fns
}
