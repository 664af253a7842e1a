package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// A nogoUnit is what Bazel hands to nogo for one package: its sources, the
// compiler's export data of what they import, and the facts of that.
type nogoUnit struct {
	Path      string
	Files     []string
	Export    map[string]string // files, by import path
	Facts     map[string]string // files, by import path; the standard library has none
	FactsFile string            // where the facts about this package go
}

// A nogoPackage is a unit that is loaded.
type nogoPackage struct {
	fset    *token.FileSet
	files   []*ast.File
	pkg     *types.Package
	info    *types.Info
	facts   map[nogoFactKey]analysis.Fact
	results map[*analysis.Analyzer]any
}

type nogoFactKey struct {
	pkg *types.Package
	obj types.Object // nil for a fact about the package
	typ reflect.Type
}

// A nogoFact is a fact on the wire.
type nogoFact struct {
	Package string
	Object  objectpath.Path // "" for a fact about the package
	Fact    analysis.Fact
}

// load parses and checks a unit the way nogo does: it knows no Go version, neither
// of the package nor of its files.
func (u *nogoUnit) load() (*nogoPackage, error) {
	p := &nogoPackage{fset: token.NewFileSet(), facts: map[nogoFactKey]analysis.Fact{}, results: map[*analysis.Analyzer]any{}}
	for _, name := range u.Files {
		file, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
	}
	open := func(path string) (io.ReadCloser, error) { return os.Open(u.Export[path]) }
	config := types.Config{Importer: importer.ForCompiler(p.fset, "gc", open)}
	p.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Uses:       map[*ast.Ident]types.Object{},
		Defs:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Scopes:     map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances:  map[*ast.Ident]types.Instance{},
	}
	var err error
	p.pkg, err = config.Check(u.Path, p.fset, p.files, p.info)
	return p, err
}

// run runs an analyzer after those that it requires, and returns what it reports.
// The pass has what nogo sets: no module, and no ReadFile.
func (p *nogoPackage) run(a *analysis.Analyzer) ([]analysis.Diagnostic, error) {
	var found []analysis.Diagnostic
	inputs := map[*analysis.Analyzer]any{}
	for _, required := range a.Requires {
		if _, done := p.results[required]; !done {
			if _, err := p.run(required); err != nil {
				return nil, err
			}
		}
		inputs[required] = p.results[required]
	}
	result, err := a.Run(&analysis.Pass{
		Analyzer:   a,
		Fset:       p.fset,
		Files:      p.files,
		Pkg:        p.pkg,
		TypesInfo:  p.info,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		ResultOf:   inputs,
		Report:     func(d analysis.Diagnostic) { found = append(found, d) },
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			return p.know(nogoFactKey{obj.Pkg(), obj, reflect.TypeOf(fact)}, fact)
		},
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			p.facts[nogoFactKey{obj.Pkg(), obj, reflect.TypeOf(fact)}] = fact
		},
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool {
			return p.know(nogoFactKey{pkg, nil, reflect.TypeOf(fact)}, fact)
		},
		ExportPackageFact: func(fact analysis.Fact) {
			p.facts[nogoFactKey{p.pkg, nil, reflect.TypeOf(fact)}] = fact
		},
	})
	p.results[a] = result
	return found, err
}

// know copies a fact into another if there is one.
func (p *nogoPackage) know(key nogoFactKey, into analysis.Fact) bool {
	fact, ok := p.facts[key]
	if ok {
		reflect.ValueOf(into).Elem().Set(reflect.ValueOf(fact).Elem())
	}
	return ok
}

// readFacts reads what is known of the functions of packages that a unit imports.
func (p *nogoPackage) readFacts(files map[string]string) error {
	packages := map[string]*types.Package{}
	addImports(packages, p.pkg)
	for path, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var facts []nogoFact
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts); err != nil {
			return fmt.Errorf("facts of %s: %v", path, err)
		}
		for _, f := range facts {
			pkg := packages[f.Package]
			if pkg == nil {
				continue
			}
			key := nogoFactKey{pkg: pkg, typ: reflect.TypeOf(f.Fact)}
			if f.Object != "" {
				if key.obj, err = objectpath.Object(pkg, f.Object); err != nil {
					continue
				}
			}
			p.facts[key] = f.Fact
		}
	}
	return nil
}

// addImports adds the packages that a package leads to.
func addImports(all map[string]*types.Package, pkg *types.Package) {
	for _, imported := range pkg.Imports() {
		if all[imported.Path()] == nil {
			all[imported.Path()] = imported
			addImports(all, imported)
		}
	}
}

// encodeFacts returns the facts for the importers of a package. Those about other
// packages and their functions stay behind, as nobody can call them through this
// one; methods can be called on what it hands out.
func (p *nogoPackage) encodeFacts() ([]byte, error) {
	var facts []nogoFact
	for key, fact := range p.facts {
		fn, _ := key.obj.(*types.Func)
		if key.pkg != p.pkg && (fn == nil || fn.Signature().Recv() == nil) {
			continue
		}
		if key.obj == nil {
			facts = append(facts, nogoFact{Package: key.pkg.Path(), Fact: fact})
		} else if path, err := objectpath.For(key.obj); err == nil {
			facts = append(facts, nogoFact{key.pkg.Path(), path, fact})
		}
	}
	slices.SortFunc(facts, func(a, b nogoFact) int {
		return strings.Compare(a.Package+" "+string(a.Object), b.Package+" "+string(b.Object))
	})
	var buf bytes.Buffer
	err := gob.NewEncoder(&buf).Encode(facts)
	return buf.Bytes(), err
}
