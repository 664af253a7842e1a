package analyzer

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// ignoreDirective suppresses the findings of its line, or of the next one if
// it stands alone on its line. It must give a reason.
const ignoreDirective = "//respbody:ignore"

// An ignore is one such directive.
type ignore struct {
	comment *ast.Comment
	line    int
	reason  string
	used    bool
}

// ignoresOf returns the directives of a file in source order.
func ignoresOf(fset *token.FileSet, file *ast.File) []*ignore {
	var all []*ignore
	for _, group := range file.Comments {
		for _, c := range group.List {
			rest, ok := strings.CutPrefix(c.Text, ignoreDirective)
			if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
				continue
			}
			reason, _, _ := strings.Cut(rest, "//") // a comment in the comment gives no reason
			all = append(all, &ignore{comment: c, line: fset.Position(c.Pos()).Line, reason: strings.TrimSpace(reason)})
		}
	}
	return all
}

// ignored reports whether a directive with a reason suppresses a finding.
func (r *reporter) ignored(f *finding) bool {
	line := r.line(f.call.Pos())
	for _, ig := range r.ignores {
		if ig.line == line || ig.line == line-1 {
			ig.used = true
			if ig.reason != "" {
				return true
			}
		}
	}
	return false
}

// reportUnused reports the directives that suppress nothing or give no reason.
func (r *reporter) reportUnused() {
	for _, ig := range r.ignores {
		message := ""
		switch {
		case ig.reason == "":
			message = ignoreDirective + " needs a reason"
		case !ig.used:
			message = "unused " + ignoreDirective + " directive"
		default:
			continue
		}
		r.pass.Report(analysis.Diagnostic{
			Pos:      ig.comment.Pos(),
			End:      ig.comment.End(),
			Category: "directive",
			Message:  message,
			URL:      url + "#suppression",
		})
	}
}
