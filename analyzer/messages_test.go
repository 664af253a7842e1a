package analyzer_test

import (
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

// messages is the whole grammar of what respbody says: CALL stands for the
// called expression as it is written, N for a line.
var messages = []string{
	"//respbody:ignore needs a reason",
	"response body of CALL is closed on line N without being read to EOF, so the connection is not reused",
	"response body of CALL is discarded",
	"response body of CALL is never closed",
	"response body of CALL is not closed before the next iteration of the loop on line N",
	"response body of CALL is not closed on every path through line N",
	"response body of CALL is not closed when returning on line N",
	"response body of CALL is overwritten on line N before it is closed",
	"response body of CALL may be closed on line N without being read to EOF, so the connection may not be reused",
	"unused //respbody:ignore directive",
}

// TestMessages runs the analyzer over all fixtures and checks that it says
// everything in the grammar and nothing else.
func TestMessages(t *testing.T) {
	options := analyzer.DefaultOptions()
	options.Unread = "strict"
	var said []string
	for _, d := range diagnose(t, options, "./fixtures/...", "./strict/...") {
		m := regexp.MustCompile(`^response body of .*? (is|may be) `).ReplaceAllString(d.Message, "response body of CALL $1 ")
		m = regexp.MustCompile(`\bline \d+`).ReplaceAllString(m, "line N")
		if !slices.Contains(said, m) {
			said = append(said, m)
		}
		if want := category(d.Message); d.Category != want || d.URL == "" {
			t.Errorf("%s: category %q, URL %q; want category %q", d.Message, d.Category, d.URL, want)
		}
	}
	slices.Sort(said)
	if !slices.Equal(said, messages) {
		t.Errorf("said:\n%q\nwant:\n%q", said, messages)
	}
}

// TestSameOutput checks that two runs say the same in the same order.
func TestSameOutput(t *testing.T) {
	first := diagnose(t, analyzer.DefaultOptions(), "./fixtures/...")
	second := diagnose(t, analyzer.DefaultOptions(), "./fixtures/...")
	if len(first) == 0 || len(first) != len(second) {
		t.Fatalf("%d diagnostics, then %d", len(first), len(second))
	}
	for i := range first {
		if first[i].Message != second[i].Message {
			t.Errorf("diagnostic %d: %q, then %q", i, first[i].Message, second[i].Message)
		}
	}
}

func category(message string) string {
	switch {
	case regexp.MustCompile(`//respbody:`).MatchString(message):
		return "directive"
	case regexp.MustCompile(`EOF`).MatchString(message):
		return "unread"
	}
	return "unclosed"
}

// diagnose returns the diagnostics of the packages that match patterns in
// testdata, in the order in which they are reported.
func diagnose(t *testing.T, options analyzer.Options, patterns ...string) []analysis.Diagnostic {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: testdata(t)}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(options)}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []analysis.Diagnostic
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Error(root.Err)
		}
		all = append(all, root.Diagnostics...)
	}
	return all
}
