package analyzer

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// A silence is a stretch of lines for which a //nolint comment silences linters.
type silence struct {
	from, to int
	column   int // of the comment
}

// silencesOf returns the lines of a file that //nolint comments silence for one
// of the linters, as golangci-lint reads them: the lines of the comment and, if
// something begins in the column of the comment on the line below, all of that,
// be it a statement, a function or the package clause and with it the file. A
// comment that names no linter, or all, silences every one.
func silencesOf(fset *token.FileSet, file *ast.File, linters []string) []silence {
	if len(linters) == 0 {
		return nil
	}
	var all []silence
	for _, group := range file.Comments {
		for _, c := range group.List {
			if silences(c.Text, linters) {
				start := fset.Position(group.Pos())
				all = append(all, silence{start.Line, fset.Position(group.End()).Line, start.Column})
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	comments := slices.Clone(all)
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		start := fset.Position(n.Pos())
		for _, s := range comments {
			if s.to == start.Line-1 && s.column == start.Column {
				all = append(all, silence{s.from, max(s.to, fset.Position(n.End()).Line), s.column})
			}
		}
		return true
	})
	return all
}

// silences reports whether a comment silences one of the linters.
func silences(comment string, linters []string) bool {
	text := strings.TrimLeft(comment, "/ ")
	rest, ok := strings.CutPrefix(text, "nolint")
	if !ok || rest != "" && rest[0] != ':' && rest[0] != ' ' {
		return false
	}
	names, ok := strings.CutPrefix(rest, ":")
	if !ok {
		return true
	}
	names, _, _ = strings.Cut(names, "//") // the reason
	for name := range strings.SplitSeq(names, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "all" || slices.Contains(linters, name) {
			return true
		}
	}
	return false
}

// silenced reports whether a //nolint comment that counts suppresses a finding.
func (r *reporter) silenced(f *finding) bool {
	line := r.line(f.call.Pos())
	return slices.ContainsFunc(r.silences, func(s silence) bool { return s.from <= line && line <= s.to })
}
