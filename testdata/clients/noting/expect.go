package noting

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
)

// A source is a package of cases: their names, and what is true of each line.
type source struct {
	cases   map[string]bool     // whether the wire runs it; the others say //wire:skip
	lines   map[string][]string // by case, those with an expectation
	expect  map[string]string   // by line, the category that is true of it
	skipped map[string]bool     // lines that no run has to bear out
}

var (
	wantComment = regexp.MustCompile("// ?want [\"`](.*)[\"`]")
	missComment = regexp.MustCompile(`// ?miss (unclosed|unread): `)
)

// truth returns the category that a comment expects the wire to show, or "".
func truth(comment string) string {
	if m := missComment.FindStringSubmatch(comment); m != nil {
		return m[1]
	}
	m := wantComment.FindStringSubmatch(comment)
	switch {
	case m == nil || strings.Contains(comment, "// false: "):
		return ""
	case strings.Contains(m[1], "read to EOF") || strings.Contains(m[1], "reused"):
		return "unread"
	}
	return "unclosed"
}

func parse(dir string) (*source, error) {
	src := &source{map[string]bool{}, map[string][]string{}, map[string]string{}, map[string]bool{}}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		line := func(pos token.Pos) string {
			return fmt.Sprintf("%s:%d", filepath.Base(name), fset.Position(pos).Line)
		}
		for _, group := range f.Comments {
			for _, c := range group.List {
				if t := truth(c.Text); t != "" {
					src.expect[line(c.Pos())] = t
				}
			}
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "good") && !strings.HasPrefix(fn.Name.Name, "bad") {
				continue
			}
			skip := fn.Doc != nil && strings.Contains(commentText(fn.Doc), "//wire:skip ")
			src.cases[fn.Name.Name] = !skip
			for n := fset.Position(fn.Pos()).Line; n <= fset.Position(fn.End()).Line; n++ {
				line := fmt.Sprintf("%s:%d", filepath.Base(name), n)
				src.skipped[line] = skip
				if src.expect[line] != "" {
					src.lines[fn.Name.Name] = append(src.lines[fn.Name.Name], line)
				}
			}
		}
	}
	return src, nil
}

func commentText(g *ast.CommentGroup) string {
	var text strings.Builder
	for _, c := range g.List {
		text.WriteString(c.Text + "\n")
	}
	return text.String()
}
