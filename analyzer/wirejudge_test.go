package analyzer_test

import (
	"fmt"
	"go/ast"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A wireNote is wire.Note of testdata/wire.
type wireNote struct {
	Case, Server, Outcome string
	Vector                []int
	Lines                 []string
	Closed, EOF, Drains   bool
	Late                  bool
	Results               string
}

func (n wireNote) String() string {
	return fmt.Sprintf("%s%v on %s (%s)", n.Case, n.Vector, n.Server, n.Outcome)
}

// open reports whether the response was left open by a run that returned.
func (n wireNote) open() bool { return !n.Closed && n.Outcome == "returned" }

// A place is a line of a fixture file.
type place struct {
	file string
	line int
}

func (at place) String() string { return fmt.Sprintf("%s:%d", filepath.Base(at.file), at.line) }

// judge compares what the package expects with what was noted.
func (p *fixturePackage) judge(t *testing.T, notes []wireNote) {
	j := newJudge(p)
	for _, n := range notes {
		if strings.HasPrefix(n.Case, p.dir+".") {
			j.take(n)
		}
	}
	j.contradictions()
	j.unfulfilled()
	slices.Sort(j.complaints)
	for _, c := range slices.Compact(j.complaints) {
		t.Error(c)
	}
}

// A judge weighs the notes of one package.
type judge struct {
	*fixturePackage
	strict     bool // any body closed short of EOF is unread
	expect     map[place][]expectation
	aliases    map[place][]int
	seen       map[place]*lineNotes
	complaints []string
}

func newJudge(p *fixturePackage) *judge {
	j := &judge{
		fixturePackage: p,
		strict:         strings.HasPrefix(p.dir, "strict"),
		expect:         make(map[place][]expectation),
		aliases:        make(map[place][]int),
		seen:           make(map[place]*lineNotes),
	}
	for _, f := range p.files {
		for line, es := range f.expect {
			j.expect[place{f.path, line}] = es
		}
		for line, others := range f.aliases() {
			j.aliases[place{f.path, line}] = others
		}
	}
	return j
}

func (j *judge) complain(at place, format string, args ...any) {
	j.complaints = append(j.complaints, fmt.Sprintf("%s/%v: ", j.dir, at)+fmt.Sprintf(format, args...))
}

// allowed reports whether one of the lines has, or may have, the finding.
func (j *judge) allowed(lines []place, category string) bool {
	return slices.ContainsFunc(lines, func(at place) bool {
		return slices.ContainsFunc(j.expect[at], func(e expectation) bool { return e.allows(category) })
	})
}

// take files a note under the lines of its stack.
func (j *judge) take(n wireNote) {
	if n.Outcome == "hung" {
		j.complaints = append(j.complaints, n.String())
		return
	}
	lines := places(n.Lines, j.aliases)
	if len(lines) == 0 {
		j.complaints = append(j.complaints, n.String()+": a response without a fixture line on its stack")
	}
	for _, at := range lines {
		if j.seen[at] == nil {
			j.seen[at] = new(lineNotes)
		}
		j.seen[at].add(n, lines)
	}
}

// contradictions complains of what no expectation explains.
func (j *judge) contradictions() {
	for at, s := range j.seen {
		for _, n := range s.open {
			if at == n.lines[0] && !j.allowed(n.lines, "unclosed") {
				j.complain(at, "the wire contradicts: left open by %v", n.note)
				break
			}
		}
		if len(s.open) > 0 || !s.unread(j.strict) {
			continue
		}
		// A line inside a helper is as short of EOF as its callers are: one of
		// the lines of the stack must say so.
		for _, n := range s.short {
			if !j.allowed(n.lines, "unread") && !j.allowed(n.lines, "unclosed") {
				j.complain(at, "the wire contradicts: closed without being read to EOF by %v", n.note)
				break
			}
		}
	}
}

// unfulfilled complains of expectations that no run bears out.
func (j *judge) unfulfilled() {
	for at, es := range j.expect {
		s := j.seen[at]
		if s == nil {
			s = new(lineNotes)
		}
		expects := func(category string) bool {
			return slices.ContainsFunc(es, func(e expectation) bool { return e.holds(category) })
		}
		switch {
		case j.skippedAt(at):
		case slices.ContainsFunc(es, func(e expectation) bool { return e.kind == "ignored" }):
		case expects("unclosed") && len(s.open) == 0:
			j.complain(at, "expects unclosed, but no run that returns leaves a response open")
		case expects("unread") && len(s.open) > 0:
			j.complain(at, "expects unread, but is left open by %v", s.open[0].note)
		case expects("unread") && !s.unread(j.strict):
			j.complain(at, "expects unread, but %s", s.why())
		}
	}
}

// skippedAt reports whether the place is inside a case that is not run.
func (p *fixturePackage) skippedAt(at place) bool {
	skips := p.skips()
	for _, fn := range p.functions() {
		if skips[fn.name] != "" && fn.file.path == at.file && fn.file.line(fn.typ.Pos()) <= at.line && at.line <= fn.file.line(fn.body.End()) {
			return true
		}
	}
	return false
}

// lineNotes are the responses requested through one line.
type lineNotes struct {
	open        []placedNote // left open
	short, full []placedNote // closed before EOF, read to EOF, where that can matter
}

type placedNote struct {
	note  wireNote
	lines []place
}

func (s *lineNotes) add(n wireNote, lines []place) {
	switch {
	case n.open():
		s.open = append(s.open, placedNote{n, lines})
	case n.Drains && n.EOF:
		s.full = append(s.full, placedNote{n, lines})
	case n.Drains && n.Closed && n.Outcome == "returned":
		s.short = append(s.short, placedNote{n, lines})
	}
}

// unread reports whether the line's bodies are closed but not read: none to
// EOF, or in strict fixtures not all.
func (s *lineNotes) unread(strict bool) bool {
	return len(s.short) > 0 && (strict || len(s.full) == 0)
}

func (s *lineNotes) why() string {
	if len(s.full) > 0 {
		return fmt.Sprintf("is read to EOF by %v", s.full[0].note)
	}
	return "no run closes a body"
}

// places turns the lines of a note into places, those first that are
// innermost.
func places(lines []string, aliases map[place][]int) []place {
	var all []place
	for _, s := range lines {
		i := strings.LastIndex(s, ":")
		line, _ := strconv.Atoi(s[i+1:])
		at := place{strings.Replace(s[:i], "_test_wire.go", "_test.go", 1), line}
		all = append(all, at)
		for _, other := range aliases[at] {
			all = append(all, place{at.file, other})
		}
	}
	return all
}

// aliases maps lines that a stack may show to lines that an expectation may
// stand on: a call's parenthesis to where the call begins, and the ends of a
// function to its deferred calls.
func (f *fixtureFile) aliases() map[int][]int {
	m := make(map[int][]int)
	add := func(from, to int) {
		if from != to {
			m[from] = append(m[from], to)
		}
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			add(f.line(n.Lparen), f.line(n.Pos()))
		case *ast.FuncDecl:
			if n.Body != nil {
				f.addDefers(n.Body, add)
			}
		case *ast.FuncLit:
			f.addDefers(n.Body, add)
		}
		return true
	})
	return m
}

func (f *fixtureFile) addDefers(body *ast.BlockStmt, add func(from, to int)) {
	var defers []int
	ends := []int{f.line(body.Rbrace)}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			if _, ok := n.Call.Fun.(*ast.FuncLit); !ok {
				defers = append(defers, f.line(n.Pos()))
			}
		case *ast.ReturnStmt:
			ends = append(ends, f.line(n.Pos()))
		}
		return true
	})
	for _, end := range ends {
		for _, d := range defers {
			add(end, d)
		}
	}
}
