package analyzer_test

import (
	"cmp"
	"go/token"
	"os"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

// A fixedFinding is a diagnostic with the text around it.
type fixedFinding struct {
	analysis.Diagnostic
	end   int
	posn  token.Position
	edits []fileEdit
}

type fileEdit struct {
	file       string
	start, end int
	text       string
}

// findings runs the analyzer on the packages that match patterns, with some
// files replaced, and returns what it reports, in order and each once.
func findings(t *testing.T, options analyzer.Options, overlay map[string][]byte, patterns ...string) []fixedFinding {
	t.Helper()
	return findingsIn(t, testdata(t), options, overlay, patterns...)
}

// findingsIn does the same in the module of a directory.
func findingsIn(t *testing.T, dir string, options analyzer.Options, overlay map[string][]byte, patterns ...string) []fixedFinding {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode:    packages.LoadAllSyntax | packages.NeedModule,
		Dir:     dir,
		Tests:   true,
		Overlay: overlay,
		Env:     append(os.Environ(), "GOWORK=off", "GOPROXY=off"),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("%s: %v", pkg.ID, err)
		}
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{overlaid(options, overlay)}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []fixedFinding
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Errorf("%v: %v", root, root.Err)
		}
		for _, d := range root.Diagnostics {
			all = append(all, newFixedFinding(root.Package.Fset, d))
		}
	}
	slices.SortFunc(all, func(a, b fixedFinding) int {
		return cmp.Or(cmp.Compare(a.posn.Filename, b.posn.Filename), cmp.Compare(a.posn.Offset, b.posn.Offset), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(all, func(a, b fixedFinding) bool { return a.posn == b.posn && a.Message == b.Message })
}

func newFixedFinding(fset *token.FileSet, d analysis.Diagnostic) fixedFinding {
	f := fixedFinding{Diagnostic: d, posn: fset.Position(d.Pos), end: fset.Position(d.End).Offset}
	for _, sf := range d.SuggestedFixes {
		for _, e := range sf.TextEdits {
			file := fset.File(e.Pos)
			f.edits = append(f.edits, fileEdit{file.Name(), file.Offset(e.Pos), file.Offset(e.End), string(e.NewText)})
		}
	}
	return f
}

// overlaid returns an analyzer that reads files as they have been loaded.
func overlaid(options analyzer.Options, overlay map[string][]byte) *analysis.Analyzer {
	a := analyzer.New(options)
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		laid := *pass
		laid.ReadFile = func(name string) ([]byte, error) {
			if content, ok := overlay[name]; ok {
				return content, nil
			}
			return pass.ReadFile(name)
		}
		return run(&laid)
	}
	return a
}

// applyEdits returns the contents of the files after all edits.
func applyEdits(t *testing.T, findings []fixedFinding) map[string][]byte {
	sources := map[string][]byte{}
	for file := range editsOf(findings) {
		sources[file] = readFile(t, file)
	}
	return applyEditsTo(t, findings, sources)
}

func applyEditsTo(t *testing.T, findings []fixedFinding, sources map[string][]byte) map[string][]byte {
	contents := map[string][]byte{}
	for file, edits := range editsOf(findings) {
		var out []byte
		last := 0
		for _, e := range edits {
			if e.start < last {
				t.Errorf("%s: overlapping edits at %d", file, e.start)
				continue
			}
			out = append(append(out, sources[file][last:e.start]...), e.text...)
			last = e.end
		}
		contents[file] = append(out, sources[file][last:]...)
	}
	return contents
}

// oldSpan returns where in a file stood, before the fixes, what stands at an offset
// after them: at start, or somewhere before end if that has been written anew.
func oldSpan(findings []fixedFinding, file string, offset int) (start, end int) {
	for _, e := range editsOf(findings)[file] {
		switch {
		case offset < e.start:
			return offset, offset + 1
		case offset < e.start+len(e.text):
			return e.start, e.end
		}
		offset += e.end - e.start - len(e.text)
	}
	return offset, offset + 1
}

// editsOf returns the edits of findings by file, in order and each once.
func editsOf(findings []fixedFinding) map[string][]fileEdit {
	byFile := map[string][]fileEdit{}
	for _, f := range findings {
		for _, e := range f.edits {
			if !slices.Contains(byFile[e.file], e) {
				byFile[e.file] = append(byFile[e.file], e)
			}
		}
	}
	for _, edits := range byFile {
		slices.SortStableFunc(edits, func(a, b fileEdit) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	}
	return byFile
}
