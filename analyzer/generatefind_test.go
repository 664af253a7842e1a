package analyzer_test

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
	"github.com/respbody/respbody/analyzer/internal/generate"
)

// A programFinding is a diagnostic of a program.
type programFinding struct {
	site, category, message string
	line                    int
	edits                   []fileEdit
}

// findings analyses the programs of a batch, whose files may have been changed
// meanwhile, and returns what is found in each.
func (w *world) findings(t *testing.T, dir string, b *generate.Batch, files map[string]string) map[int][]programFinding {
	t.Helper()
	c := w.check(t, dir, files)
	if len(c.errors) > 0 {
		t.Fatal(c.errors[0])
	}
	options := analyzer.DefaultOptions()
	options.Unread, options.Related = "on", false
	overlay := map[string][]byte{}
	for name, text := range files {
		overlay[filepath.Join(dir, name)] = []byte(text)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{overlaid(options, overlay)}, []*packages.Package{c.pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[int][]programFinding{}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatal(root.Err)
		}
		for _, d := range root.Diagnostics {
			fn := enclosing(c.pkg, d.Pos)
			i, err := strconv.Atoi(digits.FindString(fn))
			if err != nil {
				t.Fatalf("after 1 programs: %v: %s", c.pkg.Fset.Position(d.Pos), d.Message) // in what all have in common
			}
			call := files["programs.go"][c.pkg.Fset.Position(d.Pos).Offset:c.pkg.Fset.Position(d.End).Offset]
			f := programFinding{site: siteOf(b.Programs[i].Source(generate.Name(i)), call, fn), category: d.Category, message: d.Message, line: c.pkg.Fset.Position(d.Pos).Line}
			for _, sf := range d.SuggestedFixes {
				for _, e := range sf.TextEdits {
					file := c.pkg.Fset.File(e.Pos)
					f.edits = append(f.edits, fileEdit{file.Name(), file.Offset(e.Pos), file.Offset(e.End), string(e.NewText)})
				}
			}
			found[i] = append(found[i], f)
		}
	}
	return found
}

// digits matches the number of the program that a function belongs to.
var digits = regexp.MustCompile(`\d+$`)

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
	siteURL = regexp.MustCompile(`u ?\+ ?"/(s\d+)"`)
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
