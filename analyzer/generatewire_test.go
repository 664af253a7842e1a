package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/format"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

// TestGeneratedWire runs programs that were made up against real servers, as
// fixtures run, and so shows that the answers from memory that TestGenerated uses
// behave alike. It takes those that need nothing but servers: they ask once, and
// what became of the response does not hang on an error of Close.
func TestGeneratedWire(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs and runs them on servers")
	}
	w := newWorld(t)
	all := w.batch(t, *seed, 250)
	sample := &generate.Batch{}
	for _, r := range w.compare(t, all) {
		if r.agrees() && r.onServers() && len(sample.Programs) < 50 {
			sample.Programs = append(sample.Programs, r.program)
		}
	}
	if len(sample.Programs) < 40 {
		t.Fatalf("only %d programs need nothing but servers", len(sample.Programs))
	}
	file := filepath.Join(testdata(t), "fixtures", "generated", "generated.go")
	source := w.fixtures(t, sample)
	p := &fixturePackage{dir: "fixtures/generated", types: make(map[string]ast.Expr)}
	if err := p.addSource(file, []byte(source)); err != nil {
		t.Fatal(err)
	}
	packages := []*fixturePackage{p}
	notes := runWire(t, buildWire(t, runtime.Version(), writeOverlay(t, packages, map[string][]byte{file: []byte(source)})))
	t.Logf("%d programs, %d responses", len(sample.Programs), len(notes))
	p.judge(t, notes)
}

// wireAnswers are the answers that the servers give, too.
var wireAnswers = []string{"200", "404", "204", "200-chunked", "200-cut", "200-empty", "refused"}

// onServers reports whether servers suffice to see what was seen of a program.
func (r *result) onServers() bool {
	if strings.Contains(r.program.Main.Results, "func()") {
		return false // who gets no more than a function that closes cannot read
	}
	for _, p := range r.program.Params() {
		if p.Name == "k" {
			return false
		}
	}
	for name, s := range r.report.Sites {
		for _, run := range []string{s.Open, s.Short, s.Full} {
			answers, _, _ := strings.Cut(run, "]")
			if run != "" && !slices.Contains(wireAnswers, strings.TrimPrefix(answers, "[")) {
				return false
			}
		}
		if !s.Returned || s.Late != "" || s.verdict() != r.said(name) {
			return false
		}
	}
	return len(r.report.Sites) == 1
}

// fixtures returns a file of fixtures made of programs, with an expectation where
// the analyzer finds something.
func (w *world) fixtures(t *testing.T, b *generate.Batch) string {
	files := b.Files()
	source, err := format.Source([]byte(files["programs.go"]))
	if err != nil {
		t.Fatal(err)
	}
	files["programs.go"] = string(source)
	found := w.findings(t, t.TempDir(), b, files)
	lines := strings.Split(string(source), "\n")
	for i := range b.Programs {
		name := "good"
		for _, f := range found[i] {
			name = "bad"
			lines[f.line-1] += fmt.Sprintf(" // want %q", map[string]string{"unclosed": "closed", "unread": "read to EOF"}[f.category])
		}
		head := fmt.Sprintf("func %s(", generate.Name(i))
		for j := range lines {
			lines[j] = strings.Replace(lines[j], head, fmt.Sprintf("func %sP%d(", name, i), 1)
		}
	}
	_, common, _ := strings.Cut(files["common.go"], ")\n") // without its imports
	text := strings.Join(lines, "\n") + common
	return strings.Replace(text, "package main", "package generated", 1)
}
