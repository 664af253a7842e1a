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
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, pattern)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("%s does not load: %v", pattern, err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[line]string)
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatalf("%s: %v", root.Package.PkgPath, root.Err)
		}
		for _, d := range root.Diagnostics {
			at := root.Package.Fset.Position(d.Pos)
			found[line{at.Filename, at.Line}] = d.Message
		}
	}
	return found
}

func respbody() *analysis.Analyzer {
	opts := analyzer.DefaultOptions()
	opts.Unread = "on"
	return analyzer.New(opts)
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
