package fix

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"strings"
)

// A source is the text of a file, and what fixes have taken of it.
type source struct {
	syntax    *ast.File
	tok       *token.File
	text      string
	newline   string // as the file ends its lines
	formatted bool   // gofmt would change nothing
	changes   []*Change
	starts    []int // see portions
}

// source returns the text of a file, nil if positions in it are not those of
// the syntax: it has changed since, or the go command has made it from another
// file, as it does for cgo.
func (p *Package) source(file *ast.File) *source {
	if s, ok := p.sources[file]; ok {
		return s
	}
	p.sources[file] = nil
	tok := p.Fset.File(file.FileStart)
	if p.Fset.Position(file.Package).Filename != tok.Name() {
		return nil
	}
	text, err := p.ReadFile(tok.Name())
	if err != nil || len(text) != tok.Size() {
		return nil
	}
	s := &source{syntax: file, tok: tok, text: string(text), newline: "\n"}
	if i := strings.IndexByte(s.text, '\n'); i > 0 && s.text[i-1] == '\r' {
		s.newline = "\r\n"
	}
	s.formatted = isFormatted(s.text)
	p.sources[file] = s
	return s
}

// isFormatted reports whether gofmt would leave a text alone, the ends of its
// lines and of the file aside.
func isFormatted(text string) bool {
	plain := unixLines(text)
	out, err := format.Source([]byte(plain))
	return err == nil && bytes.Equal(bytes.TrimRight(out, "\n"), []byte(strings.TrimRight(plain, "\n")))
}

func unixLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

func (s *source) offset(pos token.Pos) int { return s.tok.Offset(pos) }

// between returns the text from one position up to another.
func (s *source) between(from, to token.Pos) string { return s.text[s.offset(from):s.offset(to)] }

// of returns the text of a node.
func (s *source) of(n ast.Node) string { return s.between(n.Pos(), n.End()) }

// lineStart returns where the line of an offset begins.
func (s *source) lineStart(offset int) int {
	return strings.LastIndexByte(s.text[:offset], '\n') + 1
}

// lineEnd returns where the line of an offset ends, its newline excluded.
func (s *source) lineEnd(offset int) int {
	i := strings.IndexByte(s.text[offset:], '\n')
	if i < 0 {
		return len(s.text)
	}
	return offset + len(strings.TrimSuffix(s.text[offset:offset+i], "\r"))
}

// nextLine returns where the line after that of an offset begins.
func (s *source) nextLine(offset int) int {
	if i := strings.IndexByte(s.text[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(s.text)
}

// indent returns the white space that the line of an offset begins with.
func (s *source) indent(offset int) string {
	line := s.text[s.lineStart(offset):s.lineEnd(offset)]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// startsLine reports whether nothing stands before an offset on its line.
func (s *source) startsLine(offset int) bool {
	return strings.TrimLeft(s.text[s.lineStart(offset):offset], " \t") == ""
}

// endsLine reports whether nothing but a comment stands behind an offset on its
// line.
func (s *source) endsLine(offset int) bool {
	rest := strings.TrimSpace(s.text[offset:s.lineEnd(offset)])
	for strings.HasPrefix(rest, "/*") {
		_, after, ok := strings.Cut(rest, "*/")
		if !ok {
			return false
		}
		rest = strings.TrimSpace(after)
	}
	return rest == "" || strings.HasPrefix(rest, "//")
}

// aboveComments returns where the comment begins that stands right above the
// line of an offset, or where that line begins.
func (s *source) aboveComments(offset int) int {
	start := s.lineStart(offset)
	for moved := true; moved && start > 0; {
		moved = false
		for _, group := range s.syntax.Comments {
			from, to := s.offset(group.Pos()), s.offset(group.End())
			if to < start && s.lineEnd(to) == to && s.nextLine(to) == start && s.startsLine(from) {
				start, moved = s.lineStart(from), true
			}
		}
	}
	return start
}
