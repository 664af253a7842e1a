package analyzer_test

import (
	"fmt"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

// fixtureGroups are the directories of fixtures in testdata, whose README
// says what a fixture is, by the -unread value they are checked with.
var fixtureGroups = []struct {
	unread string
	dirs   []string
}{
	{"on", []string{"fixtures", "auto", "textbook"}},
	{"strict", []string{"strict"}},
}

// TestFixtures checks the diagnostics in every fixture package. The packages
// of a group are loaded together, for most of the time goes into net/http.
func TestFixtures(t *testing.T) {
	root := testdata(t)
	for _, group := range fixtureGroups {
		var packages []*fixturePackage
		var patterns []string
		for _, dir := range group.dirs {
			packages = append(packages, loadFixtures(t, dir)...)
			patterns = append(patterns, "./"+dir+"/...")
		}
		options := analyzer.DefaultOptions()
		options.Unread, options.Related = group.unread, false
		found := &errorLog{TB: t}
		analysistest.Run(found, root, analyzer.New(options), patterns...)
		for _, p := range packages {
			t.Run(p.dir, func(t *testing.T) {
				for _, e := range found.take(p.dir + "/") {
					t.Error(e)
				}
				p.checkNames(t)
				p.checkLineNumbers(t)
			})
		}
		for _, e := range found.take("") {
			t.Error(e)
		}
	}
}

// An errorLog keeps the errors of analysistest, so that each can be reported
// by the subtest of its package.
type errorLog struct {
	testing.TB
	errors []string
}

func (l *errorLog) Errorf(format string, args ...any) {
	// A package with tests is analysed twice.
	if e := fmt.Sprintf(format, args...); !slices.Contains(l.errors, e) {
		l.errors = append(l.errors, e)
	}
}

// take removes and returns the errors that mention a path.
func (l *errorLog) take(path string) (taken []string) {
	l.errors = slices.DeleteFunc(l.errors, func(e string) bool {
		if strings.Contains(e, path) {
			taken = append(taken, e)
			return true
		}
		return false
	})
	return taken
}

// TestAuto checks that -unread=auto goes by the Go version of each file. The
// versions are made up, for a toolchain loads none that is newer than itself.
func TestAuto(t *testing.T) {
	pkg := loadAuto(t)
	for _, test := range []struct {
		version, other string // of version.go and of other.go
		unread         []string
	}{
		{"go1.21", "go1.26", []string{"version.go", "other.go"}},
		{"go1.26.8", "go1.27", []string{"version.go"}},
		{"go1.27", "go1.26", []string{"other.go"}},
		{"go1.27.3", "go1.28", nil},
		{"go1.27rc1", "go1.30", nil},
		{"", "", []string{"version.go", "other.go"}}, // unknown: the package's, which is go1.26
	} {
		t.Run(test.version+"+"+test.other, func(t *testing.T) {
			for _, f := range pkg.Syntax {
				version := test.version
				if filepath.Base(pkg.Fset.File(f.Pos()).Name()) == "other.go" {
					version = test.other
				}
				pkg.TypesInfo.FileVersions[f] = version
			}
			options := analyzer.DefaultOptions()
			options.Related = false
			graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(options)}, []*packages.Package{pkg}, nil)
			if err != nil {
				t.Fatal(err)
			}
			counts := make(map[string]int)
			for _, d := range graph.Roots[0].Diagnostics {
				file := filepath.Base(pkg.Fset.File(d.Pos).Name())
				counts[d.Category+" in "+file]++
			}
			want := map[string]int{"unclosed in version.go": 2}
			for _, file := range test.unread {
				want["unread in "+file] = 1
			}
			if !maps.Equal(counts, want) {
				t.Errorf("got %v, want %v", counts, want)
			}
		})
	}
}

func loadAuto(t *testing.T) *packages.Package {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: testdata(t), Env: append(os.Environ(), "GOWORK=off", "GOPROXY=off")}, "./auto/version")
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		t.Fatalf("cannot load ./auto/version: %v", pkgs)
	}
	return pkgs[0]
}

// checkNames checks that the name of a case says whether it is right, and
// that both kinds stand side by side.
func (p *fixturePackage) checkNames(t *testing.T) {
	// Functions, and receivers of methods, with expectations inside, and those that mention them.
	troubled := make(map[string]bool)
	functions := p.functions()
	for _, f := range p.files {
		for _, d := range f.syntax.Decls {
			if d, ok := d.(*ast.GenDecl); ok && f.expectsTrouble(d) {
				ast.Inspect(d, func(n ast.Node) bool {
					if s, ok := n.(*ast.ValueSpec); ok && f.expectsTrouble(s) {
						troubled[s.Names[0].Name] = true
					}
					return true
				})
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range functions {
			if !(troubled[fn.name] && troubled[fn.recv]) && (fn.expectsTrouble() || fn.mentions(troubled)) {
				troubled[fn.name], troubled[fn.recv] = true, true
				changed = true
			}
		}
	}
	var good, bad bool
	for _, fn := range functions {
		good = good || fn.good()
		bad = bad || fn.bad()
		if fn.good() && fn.expectsTrouble() {
			t.Errorf("%s: %s has an expectation", p.dir, fn.name)
		}
		if fn.bad() && !troubled[fn.name] {
			t.Errorf("%s: %s has no expectation", p.dir, fn.name)
		}
	}
	if !good || !bad {
		t.Errorf("%s: good and bad cases must stand side by side", p.dir)
	}
}

// mentions reports whether the function's body names one of the functions.
func (fn *fixtureFunc) mentions(names map[string]bool) bool {
	found := false
	ast.Inspect(fn.body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && names[id.Name] {
			found = true
		}
		return !found
	})
	return found
}

var onLine = regexp.MustCompile(`(returning|overwritten|closed|loop) on line (\d+)`)

// checkLineNumbers checks that the lines that expectations name are of the
// kind they are said to be.
func (p *fixturePackage) checkLineNumbers(t *testing.T) {
	for _, f := range p.files {
		for line, expectations := range f.expect {
			for _, e := range expectations {
				for _, m := range onLine.FindAllStringSubmatch(e.text, -1) {
					n, _ := strconv.Atoi(m[2])
					if n >= len(f.text) || !fits(m[1], f.text[n]) {
						t.Errorf("%s:%d: no line for %q", f.path, line, m[0])
					}
				}
			}
		}
	}
}

func fits(what, text string) bool {
	switch what {
	case "returning":
		return strings.Contains(text, "return") || strings.Contains(text, "}")
	case "overwritten":
		return strings.Contains(text, "=") || strings.Contains(text, "range")
	case "loop":
		return strings.Contains(text, "for") || strings.Contains(text, ":")
	}
	return strings.Contains(text, "(")
}
