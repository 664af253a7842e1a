package analyzer_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

// A world is what all batches have in common: the types of the packages that
// they import.
type world struct {
	exports map[string]string        // files with export data
	reports map[uint64]programReport // what programs have been seen to do, by seed
	dropped int                      // programs that do not compile
}

// newWorld returns the world of the programs, with more packages if they are asked
// for.
func newWorld(t testing.TB, more ...string) *world {
	list := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}"}
	cmd := exec.Command("go", slices.Concat(list, generate.Imports(), more)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	w := &world{exports: map[string]string{}, reports: loadReports(t)}
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

// check parses and type-checks files that have no errors of syntax.
func (w *world) check(t testing.TB, dir string, files map[string]string) *checkedBatch {
	t.Helper()
	c, err := w.parse(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// parse parses and type-checks some files, in the order of their names.
func (w *world) parse(dir string, files map[string]string) (*checkedBatch, error) {
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
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, err := parser.ParseFile(fset, filepath.Join(dir, name), files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		c.pkg.Syntax = append(c.pkg.Syntax, file)
	}
	conf := types.Config{
		GoVersion: "go1.26",
		Importer:  importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(w.exports[path]) }),
		Error:     func(err error) { c.errors = append(c.errors, err.(types.Error)) },
	}
	c.pkg.Types, _ = conf.Check("programs", fset, c.pkg.Syntax, c.pkg.TypesInfo)
	return c, nil
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

// compare analyses and runs the programs of a batch, unless it is known what they
// do.
func (w *world) compare(t *testing.T, b *generate.Batch) []*result {
	if reports := w.known(b); reports != nil {
		return w.judge(t, t.TempDir(), b, reports)
	}
	results := w.observe(t, b, 10*time.Minute)
	for _, r := range results {
		w.reports[r.program.Seed] = r.report
	}
	return results
}

// observe analyses and runs the programs of a batch. One that takes longer than
// patience does not end.
func (w *world) observe(t *testing.T, b *generate.Batch, patience time.Duration) []*result {
	dir := t.TempDir()
	writeFiles(t, dir, b.Files())
	writeFiles(t, dir, b.RunnerFiles())
	return w.judge(t, dir, b, execute(t, dir, len(b.Programs), patience))
}

// judge analyses the programs of a batch.
func (w *world) judge(t *testing.T, dir string, b *generate.Batch, reports []programReport) []*result {
	found := w.findings(t, dir, b, b.Files())
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
	Twice                   bool // some run closed one again
	Crashed                 bool // a run that ran into a panic left one open, or unread
	Lost                    bool // a run that ended in a panic, as the program asks, left one open
	Spent                   bool // a run that ended in a panic read one to EOF
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
