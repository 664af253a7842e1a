package analyzer_test

import (
	"bytes"
	"go/format"
	"maps"
	"slices"
	"testing"

	"github.com/respbody/respbody/analyzer"
)

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

// checkFixes applies all fixes of what find reports, and has it look again.
func checkFixes(t *testing.T, find func(overlay map[string][]byte) []fixedFinding) {
	before := find(nil)
	fixed := applyEdits(t, before)
	for file, content := range fixed {
		if out, err := format.Source(content); err != nil || !bytes.Equal(out, content) {
			t.Errorf("%s: not as gofmt would have it (%v)", file, err)
		}
	}
	compareFindings(t, before, find(fixed))
	counts := map[string]int{}
	for _, f := range before {
		counts[f.Category]++
		if len(f.edits) > 0 {
			counts[f.Category+" with a fix"]++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%s: %d", k, counts[k])
	}
}

// compareFindings complains of what is found after the fixes and was not there
// before, or had a fix, or has one now.
func compareFindings(t *testing.T, before, after []fixedFinding) {
	t.Helper()
	for _, f := range after {
		start, end := oldSpan(before, f.posn.Filename, f.posn.Offset)
		if !slices.ContainsFunc(before, func(g fixedFinding) bool {
			return len(g.edits) == 0 && g.posn.Filename == f.posn.Filename && start <= g.posn.Offset && g.posn.Offset < end
		}) {
			t.Errorf("%v: after the fixes: %s", f.posn, f.Message)
		}
		if len(f.edits) > 0 {
			t.Errorf("%v: fixed by a second run only: %s", f.posn, f.Message)
		}
	}
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
