package fix

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"sort"
	"strings"
)

// A portion is a part of a file, from one offset up to another, that gofmt formats
// as it does in the whole: declarations with blank lines around them. What a fix
// costs does not grow with its file that way.
type portion struct{ start, end int }

// header returns what makes a portion a file of its own.
func (p portion) header() string {
	if p.start == 0 {
		return ""
	}
	return "package p\n\n"
}

// portions returns where the portions of a file begin.
func (s *source) portions() []int {
	if s.starts != nil {
		return s.starts
	}
	s.starts = []int{0}
	last := s.offset(s.syntax.Name.End())
	for _, decl := range s.syntax.Decls {
		top := decl.Pos()
		if doc := docOf(decl); doc != nil {
			top = doc.Pos()
		}
		if start := s.lineStart(s.offset(top)); start > last && s.lineBefore(start) == "" {
			s.starts = append(s.starts, start)
		}
		last = s.offset(decl.End())
	}
	return s.starts
}

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return decl.Doc
	case *ast.GenDecl:
		return decl.Doc
	}
	return nil
}

// touched returns the portions that edits, which are sorted, are in or next to;
// neighbours as one.
func (s *source) touched(edits []edit) []portion {
	starts := s.portions()
	var all []portion
	for _, e := range edits {
		from := max(0, sort.SearchInts(starts, e.start)-1) // the one before counts, if the edit begins with another
		p := portion{starts[from], len(s.text)}
		if to := sort.SearchInts(starts, e.end+1); to < len(starts) {
			p.end = starts[to]
		}
		if n := len(all); n > 0 && p.start <= all[n-1].end {
			all[n-1].end = max(all[n-1].end, p.end)
			continue
		}
		all = append(all, p)
	}
	return all
}

// apply returns the text of a portion after the edits in it, which are sorted;
// false if two of them are at odds.
func (s *source) apply(p portion, edits []edit) (string, bool) {
	var b strings.Builder
	last := p.start
	for i, e := range edits {
		if e.start < p.start || p.end < e.end {
			continue
		}
		if e.start < last || i > 0 && overlap(e, edits[i-1]) && e.start != edits[i-1].end {
			return "", false
		}
		b.WriteString(s.text[last:e.start])
		b.WriteString(e.text)
		last = e.end
	}
	b.WriteString(s.text[last:p.end])
	return b.String(), true
}

func parses(text string) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	return err == nil
}

// merge returns edits in order, those in one place as one; false if they are at
// odds with each other, or if the result does not parse.
func (s *source) merge(edits []edit) ([]edit, bool) {
	sortEdits(edits)
	if len(edits) == 0 {
		return nil, false
	}
	for _, p := range s.touched(edits) {
		if out, ok := s.apply(p, edits); !ok || !parses(p.header()+unixLines(out)) {
			return nil, false
		}
	}
	var merged []edit
	for _, e := range edits {
		if n := len(merged); n > 0 && e.start == e.end && merged[n-1].end == e.start && !e.shared && !merged[n-1].shared {
			merged[n-1].text += e.text
			continue
		}
		merged = append(merged, e)
	}
	return merged, true
}

// polish returns edits with the changes that gofmt would make after them.
func (s *source) polish(edits []edit) []edit {
	if !s.formatted {
		return edits
	}
	var tidy strings.Builder
	last, changed := 0, false
	for _, p := range s.touched(edits) {
		out, ok := s.apply(p, edits)
		if !ok {
			return edits
		}
		out = unixLines(out)
		formatted, ok := s.format(p, out)
		if !ok {
			return edits
		}
		changed = changed || formatted != out
		tidy.WriteString(unixLines(s.text[last:p.start]) + formatted)
		last = p.end
	}
	if !changed {
		return edits
	}
	tidy.WriteString(unixLines(s.text[last:]))
	return s.toward(tidy.String())
}

// format returns the text of a portion as gofmt has it, with one blank line after
// it as between all portions; of the last one the end is left alone.
func (s *source) format(p portion, text string) (string, bool) {
	out, err := format.Source([]byte(p.header() + text))
	if err != nil {
		return "", false
	}
	tidy, ok := strings.CutPrefix(string(out), p.header())
	trimmed := strings.TrimRight(text, "\n")
	tidy = strings.TrimRight(tidy, "\n")
	if p.end == len(s.text) {
		return tidy + text[len(trimmed):], ok
	}
	return tidy + "\n\n", ok
}
