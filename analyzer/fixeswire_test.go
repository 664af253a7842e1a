package analyzer_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestFixesOnWire runs the fixtures with all fixes applied against real servers,
// and compares that with what the fixtures do without. What was leaked or not
// read is no more; what was read to its end still is; nothing is read after it
// has been closed; every run ends as it did and returns the like.
func TestFixesOnWire(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs all fixtures twice")
	}
	var packages []*fixturePackage
	for _, group := range fixtureGroups {
		for _, dir := range group.dirs {
			packages = append(packages, loadFixtures(t, dir)...)
		}
	}
	found := fixtureFindings(t, nil)
	contents := applyEdits(t, found)
	fixed := fixedPackages(t, packages, found, contents)
	seeAll(t, testdata(t))

	before := runWire(t, buildWire(t, runtime.Version(), writeOverlay(t, packages, nil)))
	after := runWire(t, buildWire(t, runtime.Version(), writeOverlay(t, fixed, contents)))
	t.Logf("%d responses before, %d after", len(before), len(after))
	for _, p := range fixed {
		t.Run(p.dir, func(t *testing.T) {
			p.judge(t, after)
			compareRuns(t, notesOf(before, p.dir), notesOf(after, p.dir))
		})
	}
}

// fixedPackages returns the fixtures as they are after the fixes, without the
// expectations that belong to findings that have one.
func fixedPackages(t *testing.T, packages []*fixturePackage, found []fixedFinding, contents map[string][]byte) []*fixturePackage {
	var fixed []*fixturePackage
	for _, p := range packages {
		q := &fixturePackage{dir: p.dir, types: p.types}
		for _, f := range p.files {
			src, ok := contents[f.path]
			if !ok {
				src = readFile(t, f.path)
			}
			if err := q.addSource(f.path, src); err != nil {
				t.Fatal(err)
			}
			f.takeMet(q.files[len(q.files)-1], string(readFile(t, f.path)), found)
		}
		fixed = append(fixed, q)
	}
	return fixed
}

func readFile(t testing.TB, name string) []byte {
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// takeMet removes from the fixed file g the expectations that f's findings with a
// fix have met.
func (f *fixtureFile) takeMet(g *fixtureFile, src string, found []fixedFinding) {
	for _, finding := range found {
		if finding.posn.Filename != f.path || len(finding.edits) == 0 {
			continue
		}
		for _, group := range f.syntax.Comments {
			for _, c := range group.List {
				if f.line(c.Pos()) != finding.posn.Line {
					continue
				}
				line := newLine(found, f.path, src, f.fset.Position(c.Pos()).Offset, c.Text)
				g.expect[line] = slices.DeleteFunc(g.expect[line], func(e expectation) bool { return e.category == finding.Category })
			}
		}
		if finding.Category == "unclosed" && !finding.drains() {
			// Some other path reads the body. Perhaps it is never run.
			line := finding.lineAfter(found, src)
			g.expect[line] = append(g.expect[line], expectation{"spared", "unread", ""})
		}
	}
}

// lineAfter returns the line that the call of a finding is on after all fixes,
// which may have moved it.
func (f fixedFinding) lineAfter(found []fixedFinding, src string) int {
	call := src[f.posn.Offset:f.end]
	line := 0
	for _, e := range editsOf(found)[f.posn.Filename] {
		if i := strings.Index(e.text, call); i >= 0 && slices.Contains(f.edits, e) {
			return 1 + line + strings.Count(src[:e.start], "\n") + strings.Count(e.text[:i], "\n")
		}
		line += strings.Count(e.text, "\n") - strings.Count(src[e.start:e.end], "\n")
	}
	return newLine(found, f.posn.Filename, src, f.posn.Offset, call)
}

// drains reports whether the fix of a finding reads what is left of the body.
func (f fixedFinding) drains() bool {
	return slices.ContainsFunc(f.edits, func(e fileEdit) bool { return strings.Contains(e.text, "CopyN") })
}

// newLine returns the line, after all fixes, of a text that stood at an offset.
func newLine(found []fixedFinding, file, src string, offset int, text string) int {
	line := 1 + strings.Count(src[:offset], "\n")
	for _, e := range editsOf(found)[file] {
		switch {
		case e.end <= offset:
			line += strings.Count(e.text, "\n") - strings.Count(src[e.start:e.end], "\n")
		case e.start <= offset:
			i := strings.Index(e.text, text)
			line += strings.Count(e.text[:max(0, i)], "\n") - strings.Count(src[e.start:offset], "\n")
		}
	}
	return line
}

// A run is one call of a case: all that was noted of its responses.
type run []wireNote

func notesOf(notes []wireNote, dir string) map[string]run {
	runs := map[string]run{}
	for _, n := range notes {
		if strings.HasPrefix(n.Case, dir+".") {
			key := fmt.Sprint(n.Case, n.Vector, " on ", n.Server)
			runs[key] = append(runs[key], n)
		}
	}
	return runs
}

// compareRuns complains of what worked before and does not any more.
func compareRuns(t *testing.T, before, after map[string]run) {
	for key, was := range before {
		is := after[key]
		if len(is) != len(was) {
			// Some cases poll, and some connections are cut off sooner or later.
			t.Logf("%s: %d responses, %d after the fixes", key, len(was), len(is))
		}
		for i, b := range was[:min(len(was), len(is))] {
			a := is[i]
			switch {
			case a.Outcome != b.Outcome:
				t.Errorf("%s: %s, after the fixes %s", key, b.Outcome, a.Outcome)
			case a.Results != b.Results:
				t.Errorf("%s: returns %s, after the fixes %s", key, b.Results, a.Results)
			case b.EOF && !a.EOF:
				t.Errorf("%s: not read to EOF after the fixes", key)
			case a.Late && !b.Late:
				t.Errorf("%s: read when it was closed already", key)
			case b.Closed && !a.Closed:
				t.Errorf("%s: not closed after the fixes", key)
			}
		}
	}
}
