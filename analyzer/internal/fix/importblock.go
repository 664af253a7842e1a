package fix

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// placeImports returns edits with a place for those that add imports: in the first
// block of imports, which a lone import is turned into, or behind the package
// clause. The import of C has a comment that belongs to it, and is left alone.
func (s *source) placeImports(edits []edit) []edit {
	var specs, placed []edit
	for _, e := range edits {
		if e.imports != "" {
			specs = append(specs, e)
		} else {
			placed = append(placed, e)
		}
	}
	if len(specs) == 0 {
		return edits
	}
	slices.SortFunc(specs, func(a, b edit) int { return cmp.Compare(a.imports, b.imports) })
	for _, e := range s.addImports(specs) {
		e.shared = true
		placed = append(placed, e)
	}
	return placed
}

// addImports returns the edits that add imports, which are in order.
func (s *source) addImports(specs []edit) []edit {
	var lone []*ast.GenDecl
	for _, d := range s.syntax.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT || importsC(decl) {
			continue
		}
		if decl.Lparen.IsValid() {
			return s.intoBlock(decl, specs)
		}
		lone = append(lone, decl)
	}
	switch {
	case len(lone) == 1:
		return s.intoNewBlock(lone[0], specs)
	case len(lone) > 1:
		return []edit{s.below(s.offset(lone[0].End()), prefixed("import ", specs), "")}
	case len(specs) == 1:
		off := s.lineEnd(s.offset(s.syntax.Name.End()))
		return []edit{{start: off, end: off, text: s.newline + s.newline + "import " + specs[0].text}}
	}
	lines := slices.Concat([]string{"", "import ("}, prefixed("\t", specs), []string{")"})
	return []edit{s.below(s.offset(s.syntax.Name.End()), lines, "")}
}

// prefixed returns the texts of edits as lines with something before them.
func prefixed(prefix string, specs []edit) []string {
	var lines []string
	for _, e := range specs {
		lines = append(lines, prefix+e.text)
	}
	return lines
}

// intoNewBlock makes a block of a lone import and others.
func (s *source) intoNewBlock(lone *ast.GenDecl, specs []edit) []edit {
	old := pathOf(lone.Specs[0].(*ast.ImportSpec))
	first, last := "("+s.newline, s.newline
	for _, e := range specs {
		if e.imports < old {
			first += "\t" + e.text + s.newline
		} else {
			last += "\t" + e.text + s.newline
		}
	}
	from, to := s.offset(lone.Specs[0].Pos()), s.lineEnd(s.offset(lone.End()))
	return []edit{{start: from, end: from, text: first + "\t"}, {start: to, end: to, text: last + ")"}}
}

// intoBlock returns the edits that add imports to a block, where gofmt would sort
// them in: among the first run of lines with a path of the standard library.
func (s *source) intoBlock(decl *ast.GenDecl, specs []edit) []edit {
	if len(decl.Specs) == 0 {
		off := s.offset(decl.Lparen) + 1
		return []edit{{start: off, end: off, text: s.newline + s.lines(prefixed("\t", specs), "")}}
	}
	run := s.standardRun(decl)
	var edits []edit
	for _, spec := range specs {
		e := s.intoRun(run, spec)
		if n := len(edits); n > 0 && edits[n-1].start == e.start {
			edits[n-1].text += e.text
			continue
		}
		edits = append(edits, e)
	}
	return edits
}

// intoRun returns the edit that adds an import to sorted lines.
func (s *source) intoRun(run []*ast.ImportSpec, spec edit) edit {
	for _, have := range run {
		if pathOf(have) > spec.imports {
			at := s.aboveComments(s.offset(have.Pos()))
			return edit{start: at, end: at, text: "\t" + spec.text + s.newline}
		}
	}
	return s.below(s.offset(run[len(run)-1].End()), []string{spec.text}, "\t")
}

func pathOf(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value)
	return p
}

func importsC(decl *ast.GenDecl) bool {
	for _, spec := range decl.Specs {
		if spec.(*ast.ImportSpec).Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// standardRun returns the imports of the first run of lines, without blank ones
// between, that has one of the standard library in it; the first run if none has.
func (s *source) standardRun(decl *ast.GenDecl) []*ast.ImportSpec {
	var first, run []*ast.ImportSpec
	standard := false
	for i, sp := range decl.Specs {
		spec := sp.(*ast.ImportSpec)
		if i > 0 && strings.TrimSpace(s.lineBefore(s.aboveComments(s.offset(spec.Pos())))) == "" {
			if standard {
				return run
			}
			run = nil
		}
		run = append(run, spec)
		head, _, _ := strings.Cut(pathOf(spec), "/")
		standard = standard || !strings.Contains(head, ".")
		if first == nil || !standard && len(first) == i {
			first = run
		}
	}
	if standard {
		return run
	}
	return first
}
