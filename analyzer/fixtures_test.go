package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
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
// says what a fixture is, and the -unread value each is checked with.
var fixtureGroups = []struct{ dir, unread string }{
	{"fixtures", "on"},
	{"strict", "strict"},
	{"auto", "auto"},
	{"textbook", "on"},
}

// TestFixtures checks the diagnostics in every fixture package. The packages
// of a group are loaded together, for most of the time goes into net/http.
func TestFixtures(t *testing.T) {
	root := testdata(t)
	for _, group := range fixtureGroups {
		packages := loadFixtures(t, group.dir)
		if len(packages) == 0 {
			continue
		}
		options := analyzer.DefaultOptions()
		options.Unread, options.Related = group.unread, false
		found := &errorLog{TB: t}
		analysistest.Run(found, root, analyzer.New(options), "./"+group.dir+"/...")
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

func testdata(t *testing.T) string {
	root, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// A fixturePackage is one directory of fixtures.
type fixturePackage struct {
	dir   string // relative to testdata, "fixtures/loops"
	name  string
	files []*fixtureFile
	types map[string]ast.Expr // the package's own types
}

// A fixtureFile is one file of fixtures and what is expected in it.
type fixtureFile struct {
	path   string
	fset   *token.FileSet
	syntax *ast.File
	text   []string // by line, from 1
	expect map[int][]expectation
}

// An expectation says what is true of the responses requested through a line.
type expectation struct {
	kind     string // want, miss, false or ignored
	category string // unclosed, unread, or any
	text     string // the regular expression, or the reason
}

// holds reports whether the wire must show the category for this line.
func (e expectation) holds(category string) bool {
	return (e.kind == "want" || e.kind == "miss") && e.category == category
}

// allows reports whether the wire may show the category for this line.
func (e expectation) allows(category string) bool {
	return e.holds(category) || e.kind == "ignored"
}

// loadFixtures parses the packages below a directory of testdata.
func loadFixtures(t *testing.T, dir string) []*fixturePackage {
	root := testdata(t)
	var packages []*fixturePackage
	err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		rel, _ := filepath.Rel(root, filepath.Dir(path))
		if n := len(packages); n == 0 || packages[n-1].dir != rel {
			packages = append(packages, &fixturePackage{dir: rel, types: make(map[string]ast.Expr)})
		}
		return packages[len(packages)-1].addFile(path)
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return packages
}

func (p *fixturePackage) addFile(path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f := &fixtureFile{path: path, fset: token.NewFileSet(), expect: make(map[int][]expectation)}
	f.syntax, err = parser.ParseFile(f.fset, path, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	f.text = append([]string{""}, strings.Split(string(src), "\n")...)
	p.name = f.syntax.Name.Name
	p.files = append(p.files, f)
	for _, d := range f.syntax.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			for _, s := range d.Specs {
				p.types[s.(*ast.TypeSpec).Name.Name] = s.(*ast.TypeSpec).Type
			}
		}
	}
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if err := f.addExpectations(f.line(c.Pos()), c.Text); err != nil {
				return fmt.Errorf("%s:%d: %v", path, f.line(c.Pos()), err)
			}
		}
	}
	return nil
}

func (f *fixtureFile) line(pos token.Pos) int { return f.fset.Position(pos).Line }

var (
	wantComment = regexp.MustCompile("// ?want ((?:\"[^\"]*\"|`[^`]*`| )+)(.*)")
	missComment = regexp.MustCompile(`// ?miss (\w+): (.+)`)
	wantPattern = regexp.MustCompile("\"[^\"]*\"|`[^`]*`")
)

func (f *fixtureFile) addExpectations(line int, comment string) error {
	add := func(line int, e expectation) { f.expect[line] = append(f.expect[line], e) }
	if strings.HasPrefix(comment, "//respbody:ignore") || strings.HasPrefix(comment, "//nolint") && strings.Contains(comment, "respbody") {
		add(line, expectation{"ignored", "any", comment})
		if strings.HasPrefix(strings.TrimSpace(f.text[line]), "//") {
			add(line+1, expectation{"ignored", "any", comment})
		}
	}
	if m := missComment.FindStringSubmatch(comment); m != nil {
		if m[1] != "unclosed" && m[1] != "unread" {
			return fmt.Errorf("miss of unknown category %q", m[1])
		}
		add(line, expectation{"miss", m[1], m[2]})
	}
	if m := wantComment.FindStringSubmatch(comment); m != nil {
		kind := "want"
		if strings.Contains(m[2], "// false: ") {
			kind = "false"
		}
		for _, pattern := range wantPattern.FindAllString(m[1], -1) {
			pattern, err := strconv.Unquote(pattern)
			if err != nil {
				return err
			}
			add(line, expectation{kind, categoryOf(pattern), pattern})
		}
	}
	return nil
}

// categoryOf deduces the category from the pattern of a message.
func categoryOf(pattern string) string {
	switch {
	case strings.Contains(pattern, "respbody:"):
		return "directive"
	case strings.Contains(pattern, "read to EOF") || strings.Contains(pattern, "being read") || strings.Contains(pattern, "reused"):
		return "unread"
	}
	return "unclosed"
}

// A fixtureFunc is a top-level function, or a function literal that a
// package-level variable is initialised with.
type fixtureFunc struct {
	file *fixtureFile
	name string
	recv string // the receiver's type
	typ  *ast.FuncType
	body *ast.BlockStmt
	doc  *ast.CommentGroup
}

func (p *fixturePackage) functions() (all []*fixtureFunc) {
	for _, f := range p.files {
		for _, d := range f.syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Body != nil {
					all = append(all, &fixtureFunc{f, d.Name.Name, receiver(d), d.Type, d.Body, d.Doc})
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					s, ok := s.(*ast.ValueSpec)
					if !ok || len(s.Names) != len(s.Values) {
						continue
					}
					for i, v := range s.Values {
						if lit, ok := v.(*ast.FuncLit); ok {
							all = append(all, &fixtureFunc{f, s.Names[i].Name, "", lit.Type, lit.Body, d.Doc})
						}
					}
				}
			}
		}
	}
	return all
}

// receiver returns the name of a method's receiver type.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	typ, _, _ := strings.Cut(strings.TrimPrefix(types.ExprString(d.Recv.List[0].Type), "*"), "[")
	return typ
}

func (fn *fixtureFunc) good() bool   { return hasPrefixFold(fn.name, "good") }
func (fn *fixtureFunc) bad() bool    { return hasPrefixFold(fn.name, "bad") }
func (fn *fixtureFunc) isCase() bool { return (fn.good() || fn.bad()) && fn.recv == "" }

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// expectsTrouble reports whether the wire shows a finding inside the function.
func (fn *fixtureFunc) expectsTrouble() bool { return fn.file.expectsTrouble(fn.body) }

func (f *fixtureFile) expectsTrouble(n ast.Node) bool {
	for line := f.line(n.Pos()); line <= f.line(n.End()); line++ {
		for _, e := range f.expect[line] {
			if e.allows("unclosed") || e.allows("unread") {
				return true
			}
		}
	}
	return false
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
