package analyzer_test

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

// TestGeneratedFixes applies the fixes of all findings in programs that were made
// up, and runs the programs again: they compile and are formatted, the findings
// that have a fix are gone and no others come, what the analyzer says of the
// result is true, what was read is read still, and nothing is read that has been
// closed.
//
//	go test ./analyzer -run GeneratedFixes -programs 5000 -v -timeout 2h
func TestGeneratedFixes(t *testing.T) {
	n, size := *programs, batchSize
	if n == 0 {
		n, size = 100, 100
	}
	w := newWorld(t)
	counts := map[string]int{}
	wrong := 0
	for done := 0; done < n; done += size {
		b := w.batch(t, *seed+uint64(done), min(size, n-done))
		for i, complaint := range w.checkFixes(t, b, counts) {
			if wrong++; wrong <= 20 {
				t.Errorf("seed %d: %s", b.Programs[i].Seed, complaint)
			}
		}
		if *programs > 0 {
			fmt.Printf("%6d programs, %d wrong, %v\n", done+size, wrong, counts)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%s: %d", k, counts[k])
	}
}

// checkFixes applies the fixes in a batch and returns what is wrong afterwards,
// by program.
func (w *world) checkFixes(t *testing.T, b *generate.Batch, counts map[string]int) map[int]string {
	dir := t.TempDir()
	file := filepath.Join(dir, "programs.go")
	files := b.Files()
	source, err := format.Source([]byte(files["programs.go"]))
	if err != nil {
		t.Fatal(err)
	}
	files["programs.go"] = string(source)
	writeFiles(t, dir, files)
	writeFiles(t, dir, b.RunnerFiles())
	before := execute(t, dir, len(b.Programs), 10*time.Minute)
	found := w.findings(t, dir, b, files)

	var all []fixedFinding
	for _, fs := range found {
		for _, f := range fs {
			counts[f.category]++
			if len(f.edits) > 0 {
				counts[f.category+" with a fix"]++
			}
			all = append(all, fixedFinding{edits: f.edits})
		}
	}
	fixed := applyEditsTo(t, all, map[string][]byte{file: source})[file]
	if out, err := format.Source(fixed); err != nil || !bytes.Equal(out, fixed) {
		t.Errorf("not as gofmt would have it: %v\n%s", err, firstDifference(string(fixed), string(out)))
	}
	files["programs.go"] = string(fixed)
	writeFiles(t, dir, files)
	after := execute(t, dir, len(b.Programs), 10*time.Minute)
	left := w.findings(t, dir, b, files)

	complaints := map[int]string{}
	for i, p := range b.Programs {
		r := &result{p, after[i], left[i]}
		if c := complaint(r, before[i], found[i]); c != "" {
			complaints[i] = fmt.Sprintf("%s\n%s", c, section(string(fixed), i))
		}
	}
	return complaints
}

// complaint says what is wrong with a program after its fixes.
func complaint(after *result, before programReport, found []programFinding) string {
	if d := after.difference(); d != "" && (&result{after.program, before, found}).agrees() {
		return "after the fixes " + d
	}
	if twice(before) {
		return "" // a fix looks at one close of a body: what another one does on the same path is its own affair
	}
	for _, f := range after.found {
		same := func(g programFinding) bool { return g.site == f.site && g.category == f.category && len(g.edits) == 0 }
		if !slices.ContainsFunc(found, same) {
			return "after the fixes: " + f.message
		}
	}
	for name, s := range after.report.Sites {
		was := before.Sites[name]
		switch {
		case s.Late != "" && was.Late == "" && !s.Twice:
			return fmt.Sprintf("%s is read after it was closed: %s", name, s.Late)
		case s.Full == "" && was.Full != "":
			return fmt.Sprintf("%s is not read to EOF any more", name)
		}
	}
	return ""
}

// twice reports whether some run closed a body that was closed.
func twice(r programReport) bool {
	for _, s := range r.Sites {
		if s.Twice {
			return true
		}
	}
	return false
}

// firstDifference returns the first lines in which two texts differ.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return strings.Join(as[max(0, i-5):min(len(as), i+5)], "\n")
		}
	}
	return "one is longer"
}

// section returns the functions of a program.
func section(source string, i int) string {
	start := bytes.Index([]byte(source), fmt.Appendf(nil, "func %s(", generate.Name(i)))
	end := bytes.Index([]byte(source), fmt.Appendf(nil, "func %s(", generate.Name(i+1)))
	if end < 0 {
		end = len(source)
	}
	return source[start:end]
}
