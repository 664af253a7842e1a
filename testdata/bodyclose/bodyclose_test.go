// Package bodyclose compares bodyclose with respbody. It is a module of its own:
// nobody else needs bodyclose.
package bodyclose

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer"
	"github.com/timakin/bodyclose/passes/bodyclose"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// A line is one of a file, where something may be reported.
type line struct {
	file string
	n    int
}

// report runs an analyzer over the packages that match in dir, and returns what it
// reports, by line.
func report(t *testing.T, a *analysis.Analyzer, dir, pattern string) map[line]string {
	t.Helper()
	found := make(map[line]string)
	for _, root := range analyze(t, a, dir, pattern) {
		for _, d := range root.Diagnostics {
			at := root.Package.Fset.Position(d.Pos)
			found[line{at.Filename, at.Line}] = d.Message
		}
	}
	return found
}

// fixes returns how many fixes an analyzer suggests for the packages.
func fixes(t *testing.T, a *analysis.Analyzer, dir, pattern string) int {
	t.Helper()
	n := 0
	for _, root := range analyze(t, a, dir, pattern) {
		for _, d := range root.Diagnostics {
			n += len(d.SuggestedFixes)
		}
	}
	return n
}

// analyze runs an analyzer over the packages that match in dir.
func analyze(t *testing.T, a *analysis.Analyzer, dir, pattern string) []*checker.Action {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, pattern)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("%s does not load: %v", pattern, err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatalf("%s: %v", root.Package.PkgPath, root.Err)
		}
	}
	return graph.Roots
}

func respbody() *analysis.Analyzer {
	opts := analyzer.DefaultOptions()
	opts.Unread = "on"
	return analyzer.New(opts)
}

// TestFeatures checks what the README says of bodyclose: that it knows nothing of
// other packages, has one message without a place, and no fixes.
func TestFeatures(t *testing.T) {
	if n := len(bodyclose.Analyzer.FactTypes); n != 0 {
		t.Errorf("bodyclose has %d types of facts", n)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for at, message := range report(t, bodyclose.Analyzer, root, "./textbook") {
		if message != "response body must be closed" {
			t.Errorf("%s:%d: %s", at.file, at.n, message)
		}
	}
	if fixes(t, bodyclose.Analyzer, root, "./textbook") != 0 || fixes(t, respbody(), root, "./textbook") == 0 {
		t.Error("bodyclose has fixes for the textbook, or respbody has none")
	}
}

// TestMoving checks who reports what in package moving.
func TestMoving(t *testing.T) {
	dir, err := filepath.Abs("moving")
	if err != nil {
		t.Fatal(err)
	}
	theirs, ours := report(t, bodyclose.Analyzer, dir, "."), report(t, respbody(), dir, ".")
	file := filepath.Join(dir, "moving.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(` // (both|neither|respbody|bodyclose)\b`)
	for i, s := range strings.Split(string(text), "\n") {
		at := line{file, i + 1}
		who := "neither"
		switch {
		case theirs[at] != "" && ours[at] != "":
			who = "both"
		case theirs[at] != "":
			who = "bodyclose"
		case ours[at] != "":
			who = "respbody"
		}
		want := "neither"
		if m := said.FindStringSubmatch(s); m != nil && !strings.HasPrefix(s, "//") {
			want = m[1]
		}
		if who != want {
			t.Errorf("moving.go:%d: reported by %s, want %s (bodyclose: %q, respbody: %q)", i+1, who, want, theirs[at], ours[at])
		}
	}
}
