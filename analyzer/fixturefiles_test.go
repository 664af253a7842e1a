package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func testdata(t testing.TB) string {
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
	kind     string // want, miss, false, ignored, or spared: it may be so, after a fix
	category string // unclosed, unread, or any
	text     string // the regular expression, or the reason
}

// holds reports whether the wire must show the category for this line.
func (e expectation) holds(category string) bool {
	return (e.kind == "want" || e.kind == "miss") && e.category == category
}

// allows reports whether the wire may show the category for this line.
func (e expectation) allows(category string) bool {
	return e.holds(category) || e.kind == "ignored" || e.kind == "spared" && e.category == category
}

// loadFixtures parses the packages below a directory of testdata.
func loadFixtures(t testing.TB, dir string) []*fixturePackage {
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
	return p.addSource(path, src)
}

func (p *fixturePackage) addSource(path string, src []byte) (err error) {
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
	wantComment = regexp.MustCompile("// ?want ((?:\"[^\"]*\"|`[^`]*`| )+)")
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
		if strings.Contains(comment, "// false: ") {
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
