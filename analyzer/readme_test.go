package analyzer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

// TestReadmeCounts checks the figures that the README gives of the fixtures, and
// of the users of public SDKs.
func TestReadmeCounts(t *testing.T) {
	var fixtures, sdks caseCounts
	for _, group := range fixtureGroups {
		for _, dir := range group.dirs {
			fixtures.add(loadFixtures(t, dir))
		}
	}
	sdks.add(loadFixtures(t, "clients"))
	want := fmt.Sprintf("%d known misses and %d known false reports, next to %d cases, nearly all executed on servers; "+
		"and among %d users of public SDKs %d and %d.",
		fixtures.misses, fixtures.falses, fixtures.cases, sdks.cases, sdks.misses, sdks.falses)
	if text := strings.Join(strings.Fields(readme(t)), " "); !strings.Contains(text, want) {
		t.Errorf("the README does not say %q", want)
	}
}

// caseCounts counts cases, and expectations that the analyzer does not live up to.
type caseCounts struct{ cases, misses, falses int }

func (n *caseCounts) add(packages []*fixturePackage) {
	for _, p := range packages {
		for _, fn := range p.functions() {
			if fn.isCase() {
				n.cases++
			}
		}
		for _, f := range p.files {
			for _, expectations := range f.expect {
				for _, e := range expectations {
					switch e.kind {
					case "miss":
						n.misses++
					case "false":
						n.falses++
					}
				}
			}
		}
	}
}

// TestReadmeExamples runs the analyzer over the examples of the README: each
// says what its comment says, and those without a comment are clean.
func TestReadmeExamples(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(readme(t), -1)
	checked := 0
	for i, block := range blocks {
		code := block[1]
		if !strings.Contains(code, "resp, err :=") {
			continue
		}
		checked++
		var want []string
		if _, comment, ok := strings.Cut(strings.SplitN(code, "\n", 2)[0], " // "); ok {
			want = []string{comment}
		}
		if got := diagnoseSnippet(t, code); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("example %d: got %q, want %q", i, got, want)
		}
	}
	if checked < 4 {
		t.Errorf("only %d examples found", checked)
	}
}

// diagnoseSnippet returns the messages for statements that use a url, with lines
// counted from the first of them.
func diagnoseSnippet(t *testing.T, code string) []string {
	t.Helper()
	if strings.Contains(code, "//respbody:ignore") {
		return nil // TestFixtures has the directives
	}
	if !strings.Contains(code, "return nil") {
		code += "\n_, err = io.ReadAll(resp.Body)\nreturn err\n"
	}
	source := "package readme\nimport (\"errors\"; \"io\"; \"net/http\")\n" +
		"var _, _, _ = errors.New, io.EOF, http.MethodGet\n" +
		"func example(url string) error {\n//line example.go:1\n" + code + "}\n"
	return diagnoseSource(t, map[string]string{"readme.go": source})
}

// diagnoseSource returns the messages for a package made of files, by name.
func diagnoseSource(t *testing.T, files map[string]string) []string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module source.test\n\ngo 1.26\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, ".")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(analyzer.DefaultOptions())}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatalf("%v\n%v", root.Err, files)
		}
		for _, d := range root.Diagnostics {
			messages = append(messages, d.Message)
		}
	}
	return messages
}

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
