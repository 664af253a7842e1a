package analyzer_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
	"github.com/respbody/respbody/analyzer/internal/generate"
)

// A world is what all batches have in common: the types of the packages that
// they import.
type world struct {
	exports map[string]string // files with export data
	dropped int               // programs that do not compile
}

func newWorld(t *testing.T) *world {
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}"}, generate.Imports()...)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	w := &world{exports: map[string]string{}}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		w.exports[path] = file
	}
	return w
}

// A checked batch has been type-checked.
type checkedBatch struct {
	*generate.Batch
	pkg    *packages.Package
	errors []types.Error
}

// check parses and type-checks some files.
func (w *world) check(t *testing.T, dir string, files map[string]string) *checkedBatch {
	c := &checkedBatch{}
	fset := token.NewFileSet()
	c.pkg = &packages.Package{
		ID: "programs", Name: "main", PkgPath: "programs", Fset: fset, TypesSizes: types.SizesFor("gc", "amd64"),
		TypesInfo: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
			Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
		},
	}
	for name, text := range files {
		file, err := parser.ParseFile(fset, filepath.Join(dir, name), text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		c.pkg.Syntax = append(c.pkg.Syntax, file)
	}
	conf := types.Config{
		GoVersion: "go1.26",
		Importer:  importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(w.exports[path]) }),
		Error:     func(err error) { c.errors = append(c.errors, err.(types.Error)) },
	}
	c.pkg.Types, _ = conf.Check("programs", fset, c.pkg.Syntax, c.pkg.TypesInfo)
	return c
}

// batch makes programs up, repairs what is easily repaired, and drops what does not
// compile.
func (w *world) batch(t *testing.T, seed uint64, n int) *generate.Batch {
	b := &generate.Batch{}
	for i := range n {
		b.Programs = append(b.Programs, generate.New(seed+uint64(i)))
	}
	w.repair(t, b)
	return b
}

func (w *world) repair(t *testing.T, b *generate.Batch) {
	for {
		c := w.check(t, "", b.Files())
		if len(c.errors) == 0 {
			return
		}
		bad := map[int]bool{}
		fixed := map[int]bool{}
		for _, err := range c.errors {
			i, line := b.At(c.pkg.Fset.Position(err.Pos).Line)
			switch {
			case i < 0:
				t.Fatal(err)
			case fixed[i] || bad[i]:
			case b.Programs[i].Repair(line, err.Msg):
				fixed[i] = true // the lines of other errors are others now
			default:
				bad[i] = true
				if *showDropped {
					t.Logf("%v\n%s", err, b.Programs[i].Source("p0"))
				}
			}
		}
		var kept []*generate.Program
		for i, p := range b.Programs {
			if bad[i] {
				w.dropped++
				continue
			}
			kept = append(kept, p)
		}
		b.Programs = kept
	}
}

// compare analyses and runs the programs of a batch. One that takes longer than
// patience does not end.
func (w *world) compare(t *testing.T, b *generate.Batch, patience time.Duration) []*result {
	dir := t.TempDir()
	if k := os.Getenv("GENKEEP"); k != "" && len(b.Programs) > 90 {
		dir = k
	}
	files := b.Files()
	writeFiles(t, dir, files)
	writeFiles(t, dir, b.RunnerFiles())
	t0 := time.Now()
	found := w.findings(t, dir, b, files)
	t1 := time.Now()
	reports := execute(t, dir, len(b.Programs), patience)
	if os.Getenv("GENTIME") != "" {
		fmt.Println(len(b.Programs), "static", t1.Sub(t0), "run", time.Since(t1))
	}
	var results []*result
	for i, p := range b.Programs {
		results = append(results, &result{p, reports[i], found[i]})
	}
	return results
}

// A programReport is what the runner prints of a program.
type programReport struct {
	Name  string
	Sites map[string]siteReport
	Runs  int
	Hung  bool
}

// A siteReport names, per thing that can happen to a response, the first run in
// which it did.
type siteReport struct {
	Open, Short, Full, Late string
	Crashed                 bool // a run that ran into a panic left one open
	Returned                bool // some run with such a response did not panic
}

// verdict is the contract: left open by some run, or closed and by no run read
// to EOF.
func (s siteReport) verdict() string {
	switch {
	case s.Open != "":
		return "unclosed"
	case s.Short != "" && s.Full == "":
		return "unread"
	}
	return "fine"
}

// execute compiles the n programs in a directory and runs them.
func execute(t *testing.T, dir string, n int, patience time.Duration) []programReport {
	binary := filepath.Join(dir, "programs.exe")
	build := exec.Command("go", "build", "-gcflags=-N -l", "-ldflags=-s -w", "-o", binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var reports []programReport
	for len(reports) < n {
		reports = append(reports, runFrom(t, binary, len(reports), patience)...)
		if len(reports) < n { // a panic in a goroutine is the end of the process
			reports = append(reports, programReport{Hung: true})
		}
	}
	return reports
}

// runFrom runs programs from the one with a given number on.
func runFrom(t *testing.T, binary string, first int, patience time.Duration) []programReport {
	var stdout bytes.Buffer
	cmd := exec.Command(binary, strconv.Itoa(first), patience.String())
	cmd.Stdout = &stdout
	cmd.Env = append(os.Environ(), "GOGC=400")
	cmd.Run() // fails if a program ends the process
	var reports []programReport
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var r programReport
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		reports = append(reports, r)
	}
	return reports
}

// A programFinding is a diagnostic of a program.
type programFinding struct {
	site, category, message string
}

// findings analyses the programs of a batch.
func (w *world) findings(t *testing.T, dir string, b *generate.Batch, files map[string]string) map[int][]programFinding {
	c := w.check(t, dir, files)
	if len(c.errors) > 0 {
		t.Fatal(c.errors[0])
	}
	options := analyzer.DefaultOptions()
	options.Unread, options.Related = "on", false
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(options)}, []*packages.Package{c.pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[int][]programFinding{}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatal(root.Err)
		}
		for _, d := range root.Diagnostics {
			posn := c.pkg.Fset.Position(d.Pos)
			i, _ := b.At(posn.Line)
			if filepath.Base(posn.Filename) != "programs.go" || i < 0 {
				t.Fatalf("%v: %s", posn, d.Message)
			}
			text := files["programs.go"][posn.Offset:c.pkg.Fset.Position(d.End).Offset]
			source := b.Programs[i].Source(generate.Name(i))
			found[i] = append(found[i], programFinding{siteOf(source, text, enclosing(c.pkg, d.Pos)), d.Category, d.Message})
		}
	}
	return found
}

// enclosing returns the name of the function around a position.
func enclosing(pkg *packages.Package, pos token.Pos) string {
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn.Name.Name
			}
		}
	}
	return ""
}

var (
	siteURL = regexp.MustCompile(`u\+"/(s\d+)"`)
	request = regexp.MustCompile(`\breq\d*\b`)
)

// siteOf returns the place that a call asks for: its URL, that of its request,
// or that of the call of the helper around it.
func siteOf(source, call, fn string) string {
	if m := siteURL.FindStringSubmatch(call); m != nil {
		return m[1]
	}
	before := fn + "("
	if req := request.FindString(call); req != "" {
		before = req + ", "
	}
	for line := range strings.Lines(source) {
		if strings.Contains(line, before) {
			if m := siteURL.FindStringSubmatch(line); m != nil {
				return m[1]
			}
		}
	}
	return call
}
