package fix

import (
	"cmp"
	"go/ast"
	"slices"
	"strings"
)

// An edit replaces the text from one offset up to another.
type edit struct {
	start, end int
	text       string
	shared     bool   // other fixes may need the very same one: an import
	imports    string // the path of an import that has no place yet, see placeImports
}

// before returns the edit that puts lines before a statement, and before the
// comment above it.
func (s *source) before(stmt ast.Stmt, lines []string) edit {
	e := s.above(stmt, lines)
	if off := s.offset(stmt.Pos()); s.startsLine(off) {
		e.start = s.aboveComments(off)
		e.end = e.start
	}
	return e
}

// above returns the edit that puts lines right above a statement, below the
// comment that was written for both.
func (s *source) above(stmt ast.Stmt, lines []string) edit {
	off := s.offset(stmt.Pos())
	if !s.startsLine(off) {
		return edit{start: off, end: off, text: strings.Join(lines, s.newline) + s.newline}
	}
	at := s.lineStart(off)
	return edit{start: at, end: at, text: s.lines(lines, s.indent(off))}
}

// after returns the edit that puts lines after a statement, and after the
// comment that stands behind it.
func (s *source) after(stmt ast.Stmt, lines []string) edit {
	off := s.offset(stmt.End())
	indent := s.indent(s.offset(stmt.Pos()))
	if !s.endsLine(off) {
		return edit{start: off, end: off, text: s.newline + s.lines(lines, indent)}
	}
	return s.below(off, lines, indent)
}

// top returns the edit that puts lines before everything in a block, whose brace
// or colon ends at an offset.
func (s *source) top(opening int, list []ast.Stmt, lines []string) edit {
	indent := s.indent(opening) + "\t"
	if len(list) > 0 && s.startsLine(s.offset(list[0].Pos())) {
		indent = s.indent(s.offset(list[0].Pos()))
	}
	if !s.endsLine(opening) {
		return edit{start: opening, end: opening, text: s.newline + s.lines(lines, indent)}
	}
	return s.below(opening, lines, indent)
}

// below returns the edit that puts lines below the line of an offset.
func (s *source) below(off int, lines []string, indent string) edit {
	at := s.lineEnd(off)
	return edit{start: at, end: at, text: s.newline + strings.TrimSuffix(s.lines(lines, indent), s.newline)}
}

// nested returns lines that stand in the place of a statement.
func (s *source) nested(lines []string, stmt ast.Stmt) string {
	return strings.Join(lines, s.newline+s.indent(s.offset(stmt.Pos())))
}

// lines returns whole lines with an indentation.
func (s *source) lines(lines []string, indent string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(indent + l + s.newline)
	}
	return b.String()
}

// without returns the edit that removes a statement with its lines, and a blank
// line that would be one too many.
func (s *source) without(stmt ast.Stmt) edit {
	from, to := s.statementLines(stmt)
	prev := s.lineBefore(from)
	next := strings.TrimSpace(s.text[to:s.lineEnd(to)])
	switch {
	case prev == "" && from > 0 && (next == "" || next[0] == '}'):
		from = s.lineStart(from - 1)
	case strings.HasSuffix(prev, "{") && next == "" && to < len(s.text):
		to = s.nextLine(to)
	}
	return edit{start: from, end: to}
}

// statementLines returns where the lines of a statement begin and end, with the
// comment right above them.
func (s *source) statementLines(stmt ast.Stmt) (from, to int) {
	return s.aboveComments(s.offset(stmt.Pos())), s.nextLine(s.offset(stmt.End()))
}

// lineBefore returns the line that ends where another begins, without white
// space around it.
func (s *source) lineBefore(start int) string {
	if start == 0 {
		return ""
	}
	return strings.TrimSpace(s.text[s.lineStart(start-1) : start-1])
}

// replace returns the edit that puts text in the place of a node.
func (s *source) replace(n ast.Node, text string) edit {
	return edit{start: s.offset(n.Pos()), end: s.offset(n.End()), text: text}
}

func sortEdits(edits []edit) {
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
}

// overlap reports whether two edits cannot both be made, whichever comes first.
func overlap(a, b edit) bool {
	if a.start == a.end && b.start == b.end {
		return a.start == b.start
	}
	return a.start <= b.end && b.start <= a.end
}

// conflicts reports whether edits get in the way of those of changes other than
// their own.
func (s *source) conflicts(edits []edit, own *Change) bool {
	for _, c := range s.changes {
		for _, e := range edits {
			if c != own && slices.ContainsFunc(c.edits, func(t edit) bool { return overlap(e, t) && !(e.shared && e == t) }) {
				return true
			}
		}
	}
	return false
}
