package analyzer_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"go/format"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

var showFixes = flag.String("fix.show", "", "print what becomes of findings in packages whose path contains a `string`")

// A fixedFinding is a diagnostic with the text around it.
type fixedFinding struct {
	analysis.Diagnostic
	end   int
	pkg   string // the package's directory below testdata
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
			fset := root.Package.Fset
			f := fixedFinding{Diagnostic: d, posn: fset.Position(d.Pos), end: fset.Position(d.End).Offset}
			f.pkg, _ = filepath.Rel(testdata(t), filepath.Dir(f.posn.Filename))
			for _, sf := range d.SuggestedFixes {
				for _, e := range sf.TextEdits {
					file := fset.File(e.Pos)
					f.edits = append(f.edits, fileEdit{file.Name(), file.Offset(e.Pos), file.Offset(e.End), string(e.NewText)})
				}
			}
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b fixedFinding) int {
		return cmp.Or(cmp.Compare(a.posn.Filename, b.posn.Filename), cmp.Compare(a.posn.Offset, b.posn.Offset), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(all, func(a, b fixedFinding) bool { return a.posn == b.posn && a.Message == b.Message })
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

// fixtureFindings returns the findings in all fixtures, each group checked as it
// is to be.
func fixtureFindings(t *testing.T, overlay map[string][]byte) []fixedFinding {
	var all []fixedFinding
	for _, group := range fixtureGroups {
		options := analyzer.DefaultOptions()
		options.Unread, options.Related = group.unread, false
		var patterns []string
		for _, dir := range group.dirs {
			patterns = append(patterns, "./"+dir+"/...")
		}
		all = append(all, findings(t, options, overlay, patterns...)...)
	}
	return slices.DeleteFunc(all, func(f fixedFinding) bool { return f.Category == "directive" })
}

// TestFixes applies all fixes of all fixtures at once: they compile, each takes
// its finding away, none makes another, gofmt has nothing to say and a second
// run nothing to do.
func TestFixes(t *testing.T) {
	checkFixes(t, func(overlay map[string][]byte) []fixedFinding { return fixtureFindings(t, overlay) })
}

// TestFixesOfStyles does as TestFixes, with other options than the fixtures are
// meant for.
func TestFixesOfStyles(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all fixtures several times")
	}
	for _, o := range []struct{ unread, style string }{{"strict", "closure"}, {"off", "bare"}} {
		t.Run(o.unread+" "+o.style, func(t *testing.T) {
			options := analyzer.DefaultOptions()
			options.Unread, options.CloseStyle, options.Related = o.unread, o.style, false
			checkFixes(t, func(overlay map[string][]byte) []fixedFinding {
				all := findings(t, options, overlay, "./fixtures/...", "./strict/...", "./textbook/...")
				return slices.DeleteFunc(all, func(f fixedFinding) bool { return f.Category == "directive" })
			})
		})
	}
}

func checkFixes(t *testing.T, find func(overlay map[string][]byte) []fixedFinding) {
	before := find(nil)
	fixed := applyEdits(t, before)
	for file, content := range fixed {
		if out, err := format.Source(content); err != nil || !bytes.Equal(out, content) {
			t.Errorf("%s: not as gofmt would have it (%v)", file, err)
		}
	}
	after := find(fixed)
	open := map[string]bool{} // findings without a fix
	counts := map[string]int{}
	for _, f := range before {
		counts[f.Category]++
		if len(f.edits) > 0 {
			counts[f.Category+" with a fix"]++
		} else {
			open[fmt.Sprint(f.posn.Filename, f.posn.Offset)] = true
		}
	}
	gone := counts["unclosed with a fix"] + counts["unread with a fix"]
	for _, f := range after {
		offset, ok := oldOffset(before, f.posn.Filename, f.posn.Offset)
		if !ok || !open[fmt.Sprint(f.posn.Filename, offset)] {
			gone--
			t.Errorf("%v: after the fixes: %s", f.posn, f.Message)
		}
		if len(f.edits) > 0 {
			t.Errorf("%v: fixed by a second run only: %s", f.posn, f.Message)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%s: %d", k, counts[k])
	}
	t.Logf("gone: %d", gone)
}

// TestFixesKeepLineEnds checks that files whose lines end as on Windows, and
// whose last line does not end at all, stay so.
func TestFixesKeepLineEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all fixtures twice")
	}
	before := fixtureFindings(t, nil)
	windows := func(src []byte) []byte {
		return bytes.ReplaceAll(bytes.TrimSuffix(src, []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	overlay := map[string][]byte{}
	for file := range editsOf(before) {
		overlay[file] = windows(readFile(t, file))
	}
	got := applyEditsTo(t, fixtureFindings(t, overlay), overlay)
	for file, want := range applyEdits(t, before) {
		if !bytes.Equal(got[file], windows(want)) {
			t.Errorf("%s: got %q", file, got[file])
		}
	}
}

// oldOffset returns where in a file stood what stands at an offset after all
// fixes; false if it is new.
func oldOffset(findings []fixedFinding, file string, offset int) (int, bool) {
	edits := editsOf(findings)[file]
	for _, e := range edits {
		switch {
		case offset < e.start:
			return offset, true
		case offset < e.start+len(e.text):
			return 0, false
		}
		offset += e.end - e.start - len(e.text)
	}
	return offset, true
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

func TestFixShow(t *testing.T) {
	if *showFixes == "" {
		t.Skip()
	}
	options := analyzer.DefaultOptions()
	options.Unread, options.Related = "on", false
	all := findings(t, options, nil, "./fixtures/...", "./textbook/...")
	options.Unread = "strict"
	all = append(all, findings(t, options, nil, "./strict/...")...)
	counts := map[string]int{}
	for _, f := range all {
		if f.Category == "directive" {
			continue
		}
		counts[f.Category]++
		if len(f.edits) > 0 {
			counts[f.Category+" with fix"]++
		}
		if !strings.Contains(f.pkg, *showFixes) {
			continue
		}
		fmt.Printf("=== %s:%d: %s\n", strings.TrimPrefix(f.posn.Filename, testdata(t)), f.posn.Line, f.Message)
		if len(f.edits) == 0 {
			fmt.Println("NO FIX")
			continue
		}
		fmt.Println(f.SuggestedFixes[0].Message)
		for file, content := range applyEdits(t, []fixedFinding{f}) {
			tmp := filepath.Join(t.TempDir(), "new.go")
			os.WriteFile(tmp, content, 0o666)
			out, _ := exec.Command("diff", "-U2", file, tmp).Output()
			_, rest, _ := strings.Cut(string(out), "\n+++")
			_, rest, _ = strings.Cut(rest, "\n")
			fmt.Print(rest)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		fmt.Println(k, counts[k])
	}
}
