package analyzer_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/respbody/respbody/analyzer"
	"github.com/respbody/respbody/analyzer/internal/infer"
)

var (
	everything   = flag.Bool("everything", false, "let TestEverything analyse the whole standard library")
	repositories = flag.String("repositories", "", "let TestEverything analyse all packages of the modules in these `directories`, separated by commas")
)

// packageBudget is how long one package may take, far above what any takes on a
// busy machine.
const packageBudget = 20 * time.Second

// TestEverything analyses real code: nothing panics, not even where the engine survives
// it, nothing takes long, and the same input gives the same output.
//
//	go test ./analyzer -run Everything -everything -repositories dir,dir -v
func TestEverything(t *testing.T) {
	dirs := strings.FieldsFunc(*repositories, func(r rune) bool { return r == ',' })
	if *everything {
		dirs = append([]string{""}, dirs...)
	}
	if len(dirs) == 0 {
		t.Skip("run it with -everything or -repositories")
	}
	for _, dir := range dirs {
		t.Run(dir, func(t *testing.T) {
			pattern := "./..."
			if dir == "" {
				pattern = "std"
			}
			analyseAll(t, dir, pattern)
		})
	}
}

// analyseAll analyses the packages of a module, each as if its dependencies had
// no facts.
func analyseAll(t *testing.T, dir, pattern string) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Tests: true}, pattern)
	if err != nil {
		t.Fatal(err)
	}
	count, found := 0, 0
	var slowest time.Duration
	for _, pkg := range pkgs {
		if pkg.IllTyped || len(pkg.Syntax) == 0 {
			continue
		}
		pkg.Imports = nil
		if dir == "" {
			pkg.Module = &packages.Module{Path: "example.test/std"} // or it would be passed over
		}
		start := time.Now()
		first := messagesOf(t, pkg)
		took := time.Since(start)
		if took > packageBudget {
			t.Errorf("%s took %v", pkg.ID, took)
		}
		if again := messagesOf(t, pkg); !slices.Equal(first, again) {
			t.Errorf("%s: %q at first, then %q", pkg.ID, first, again)
		}
		count, found, slowest = count+1, found+len(first), max(slowest, took)
	}
	if count == 0 {
		t.Error("no packages")
	}
	t.Logf("%d packages, %d findings, the slowest package took %v", count, found, slowest.Round(time.Millisecond))
}

// messagesOf analyses one package under the strictest options and returns what is
// found, with places.
func messagesOf(t *testing.T, pkg *packages.Package) []string {
	options := analyzer.DefaultOptions()
	options.Unread = "strict"
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(options), infer.Analyzer}, []*packages.Package{pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, root := range graph.Roots {
		if p, ok := root.Result.(*infer.Package); ok && len(p.Failures()) > 0 {
			t.Errorf("%s: %q", pkg.ID, p.Failures())
		}
		if root.Err != nil {
			t.Errorf("%s: %v", pkg.ID, root.Err)
		}
		for _, d := range root.Diagnostics {
			all = append(all, fmt.Sprintf("%v: %s %v", pkg.Fset.Position(d.Pos), d.Message, d.Related))
		}
	}
	return all
}

// FuzzAnalyze analyses packages that are made of whatever compiles, written as
// one text: files behind lines of the form "-- name.go --". The analysis comes to
// an end, and to the same one twice. It begins with packages of the standard
// library and with fixtures.
//
//	go test ./analyzer -run '^$' -fuzz Analyze
func FuzzAnalyze(f *testing.F) {
	std := []string{"net/http/httptest", "net/http/cookiejar", "net/rpc", "expvar", "bufio", "io", "container/heap", "text/tabwriter"}
	w := newWorld(f, append(std, "testing", "os/exec", "log/slog", "compress/flate", "encoding/csv")...)
	seeds, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedFiles}, std...)
	if err != nil {
		f.Fatal(err)
	}
	for _, pkg := range seeds {
		f.Add(archive(f, pkg.GoFiles))
	}
	for _, p := range loadFixtures(f, "fixtures") {
		var files []string
		for _, file := range p.files {
			files = append(files, file.path)
		}
		f.Add(archive(f, files))
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := map[string]string{}
		for _, file := range txtar.Parse([]byte(text)).Files {
			files[file.Name] = string(file.Data)
		}
		c, err := w.parse("", files)
		if err != nil || len(c.errors) > 0 {
			t.Skip("does not compile")
		}
		start := time.Now()
		first := messagesOf(t, c.pkg)
		if took := time.Since(start); took > packageBudget {
			t.Errorf("it took %v", took)
		}
		if again := messagesOf(t, c.pkg); !slices.Equal(first, again) {
			t.Errorf("%q at first, then %q", first, again)
		}
	})
}

// archive returns the files of a package as one text.
func archive(f *testing.F, names []string) string {
	a := &txtar.Archive{}
	for i, name := range names {
		a.Files = append(a.Files, txtar.File{Name: fmt.Sprintf("f%d.go", i), Data: readFile(f, name)})
	}
	return string(txtar.Format(a))
}
