package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A proof shows that a code block of the README is true.
type proof func(t *testing.T, b block)

// TestReadme has a proof for each code block of the README, fenced or indented,
// so that none of them is only prose. Whoever adds a block adds a row here,
// unless it is of a kind that has one:
//
//   - an indented block or one marked "console" is a session: its commands are
//     run in testdata/consumer (a copy), and what it shows of their output must
//     be what they print; see session
//   - a block whose first line is a comment with the name of a file is that file:
//     its row says which test reads it
//
// A block that matches no row fails, and so does a row that matches no block.
func TestReadme(t *testing.T) {
	rows := []struct {
		info, first string // what is behind the fence, and how the first line begins
		proof       proof
	}{
		{"console", "$ go run ./cmd/respbody -C testdata", provenBy(".ci/run", `"the first commands of the README"`)},
		{"text", "testdata/textbook", provenBy(".ci/run", `"the first commands of the README"`)},
		{"go", "resp, err := ", provenBy("analyzer/readme_test.go", "func TestReadmeExamples(")},
		{"go", "defer resp.Body.Close()", provenBy("analyzer/readme_test.go", "func TestReadmeExamples(")},
		{"go", "//respbody:", provenBy("analyzer/fixtures_test.go", "func TestFixtures(")},
		{"", "analyzer/  ", tree},
		{"mermaid", "flowchart LR\n    call", stages},
		{"", "respbody ", session},
		{"", "go vet ", session},
		{"", "go run -C testdata/cost .", provenBy(".ci/run", "go run -C testdata/cost .")},
		{"", "go test ./analyzer -run 'Generated$'", provenBy("analyzer/generate_test.go", "func TestGenerated(")},
		{"console", "$ go get -tool ", session},
		{"console", "$ respbody -diff .", session},
		{"yaml", "# .pre-commit-config.yaml", provenBy("cmd/respbody/precommit_test.go", `readmeFile(t, ".pre-commit-config.yaml"`)},
		{"yaml", "# .github/workflows/respbody.yml", provenBy("cmd/respbody/workflow_test.go", `readmeFile(t, ".github/workflows/respbody.yml"`)},
		{"yaml", "# .custom-gcl.yml", provenBy("cmd/gclplugin/readme_test.go", `".custom-gcl.yml"`)},
		{"console", "$ golangci-lint custom", provenBy("testdata/golangci/custom_test.go", "func TestCustomPublished(")},
		{"yaml", "# .golangci.yml", provenBy("cmd/gclplugin/readme_test.go", `"testdata/drivers/.golangci.yml"`)},
		{"starlark", "nogo(", provenBy("analyzer/nogo_test.go", "func TestReadmeNogo(")},
		{"json", "{\n  \"respbody\"", provenBy("analyzer/nogo_test.go", "func TestReadmeNogo(")},
		{"yaml", "# .gitlab-ci.yml", provenBy("cmd/respbody/workflow_test.go", `readmeFile(t, ".gitlab-ci.yml"`)},
	}
	blocks := readmeBlocks(t)
	for _, row := range rows {
		if !slices.ContainsFunc(blocks, func(b block) bool { return b.is(row.info, row.first) }) {
			t.Errorf("no block of the README is marked %q and begins with %q", row.info, row.first)
		}
	}
	for _, b := range blocks {
		i := 0
		for i < len(rows) && !b.is(rows[i].info, rows[i].first) {
			i++
		}
		if i == len(rows) {
			t.Errorf("README.md:%d: nothing proves this block:\n%s", b.line, b.text)
			continue
		}
		t.Run(b.name(), func(t *testing.T) { rows[i].proof(t, b) })
	}
}

// provenBy is the proof of a block that is another test's matter.
func provenBy(file, text string) proof {
	return func(t *testing.T, b block) {
		if data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file))); err != nil || !strings.Contains(string(data), text) {
			t.Errorf("README.md:%d: %s does not have %s, which proves this block (%v)", b.line, file, text, err)
		}
	}
}

// tree is the proof of the picture of the directories: they exist.
func tree(t *testing.T, b block) {
	var above []string
	for _, m := range regexp.MustCompile(`(?m)^( *)(\S+/) `).FindAllStringSubmatch(b.text, -1) {
		above = append(above[:len(m[1])/2], m[2])
		dir := filepath.Join(append([]string{"..", ".."}, above...)...)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			t.Errorf("README.md:%d: %v", b.line, err)
		}
	}
	if len(above) == 0 {
		t.Errorf("README.md:%d: no directories:\n%s", b.line, b.text)
	}
}

// stages is the proof of the picture of the pipeline: what has a name in bold is a
// package of the analyzer, or a file of it.
func stages(t *testing.T, b block) {
	names := regexp.MustCompile(`<b>(.*?)</b>`).FindAllStringSubmatch(b.text, -1)
	for _, m := range names {
		at := filepath.Join("..", "..", "analyzer", "internal", m[1])
		if strings.HasSuffix(m[1], ".go") {
			at = filepath.Join("..", "..", "analyzer", m[1])
		}
		if _, err := os.Stat(at); err != nil {
			t.Errorf("README.md:%d: %v", b.line, err)
		}
	}
	if len(names) < 7 {
		t.Errorf("README.md:%d: %d stages", b.line, len(names))
	}
}

// A block is a code block of the README.
type block struct {
	line int    // of its first line
	info string // what stands behind the fence, "" if the block is indented
	text string
}

// is reports whether a block is marked info and begins with first.
func (b block) is(info, first string) bool {
	return b.info == info && strings.HasPrefix(b.text, first)
}

// name returns the first words of a block.
func (b block) name() string {
	words := strings.Fields(b.text)
	return strings.Join(words[:min(len(words), 4)], " ")
}

// readmeBlocks returns the code blocks of the README, without their indentation.
func readmeBlocks(t *testing.T) []block {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	var open *block
	fenced, blank := false, true
	for i, line := range strings.Split(string(data), "\n") {
		info, isFence := strings.CutPrefix(line, "```")
		code, isIndented := strings.CutPrefix(line, "    ")
		switch {
		case fenced && isFence:
			blocks, open, fenced = append(blocks, *open), nil, false
		case fenced:
			open.text += line + "\n"
		case isFence:
			open, fenced = &block{line: i + 2, info: info}, true
		case open != nil && isIndented:
			open.text += code + "\n"
		case open != nil:
			blocks, open = append(blocks, *open), nil
		case isIndented && blank:
			open = &block{line: i + 1, text: code + "\n"}
		}
		blank = line == ""
	}
	if open != nil || len(blocks) == 0 {
		t.Fatalf("the README has %d blocks, and one without an end: %v", len(blocks), open)
	}
	return blocks
}

// readmeFile returns the one block of the README that is a file of that name and
// has text in it.
func readmeFile(t *testing.T, name, text string) string {
	t.Helper()
	var found []string
	for _, b := range readmeBlocks(t) {
		if strings.HasPrefix(b.text, "# "+name+"\n") && strings.Contains(b.text, text) {
			found = append(found, b.text)
		}
	}
	if len(found) != 1 {
		t.Fatalf("the README has %d files %s with %s", len(found), name, text)
	}
	return found[0]
}

// TestReadmeCommands has a proof for each command in the text of the README, too:
// it is a session of its own, or has a row here.
func TestReadmeCommands(t *testing.T) {
	rows := map[string]proof{
		"go install ./cmd/respbody":                           provenBy(".ci/run", "go install ./cmd/respbody"),
		"go install " + modulePath + "/cmd/respbody@latest":   provenBy("cmd/respbody/workflow_test.go", "func TestWorkflow("),
		"go test -C testdata ./wire -run Plot":                provenBy("testdata/wire/plot_test.go", "func TestPlot("),
		"go test ./analyzer -run XXX -bench 'Package|Growth'": provenBy("analyzer/costbench_test.go", "func BenchmarkGrowth("),
		"respbody explain FUNC":                               provenBy("testdata/command/explain.txtar", "$ respbody explain "),
		`go vet -fix -vettool="$(command -v respbody)" ./...`: provenBy("cmd/respbody/vettool_test.go", "go vet -fix -vettool=$T ./..."),
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(string(data), "")
	seen := make(map[string]bool)
	for _, m := range regexp.MustCompile("`((?:go|respbody) [^`]+)`").FindAllStringSubmatch(text, -1) {
		command := m[1]
		if seen[command] {
			continue
		}
		seen[command] = true
		prove, ok := rows[command]
		if !ok {
			prove = session
		}
		b := block{line: 1 + strings.Count(string(data)[:strings.Index(string(data), m[0])], "\n"), text: command + "\n"}
		t.Run(b.name(), func(t *testing.T) { prove(t, b) })
	}
	for command := range rows {
		if !seen[command] {
			t.Errorf("the README does not mention %s", command)
		}
	}
}
