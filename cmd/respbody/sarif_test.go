package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestSARIFValidator has Microsoft's validator look at logs of all kinds, with
// the rules of the standard and those of GitHub.
func TestSARIFValidator(t *testing.T) {
	needProgram(t, "npm")
	validator := npmInstall(t, "@microsoft/sarif-multitool-linux@5.7.0",
		"node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
	dir := consumer(t)
	writeFile(t, filepath.Join(dir, "broken", "broken.go"), "package broken\n\nvar x int = \"\"\n")
	golden, err := os.ReadFile(filepath.Join("..", "..", "testdata", "command", "report.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	logs := map[string]string{
		"everything": string(golden),
		"findings":   runIn(t, dir, nil, program, "-sarif", ".", "./status", "./store").stdout,
		"failure":    runIn(t, dir, nil, program, "-sarif").stdout,
		"nothing":    runIn(t, dir, nil, program, "-sarif", "-tests=false", "./broken/...").stdout,
		"elsewhere":  runIn(t, filepath.Join(dir, "broken"), nil, program, "-sarif", "-C", "../status").stdout,
	}
	for name, log := range logs {
		for _, complaint := range complaints(t, validator, log) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
	// The validator does see what is wrong.
	wrong := strings.Replace(logs["findings"], `"ruleIndex": 0`, `"ruleIndex": 7`, 1)
	if len(complaints(t, validator, wrong)) == 0 {
		t.Error("no complaint about the index of a rule that does not exist")
	}
}

// complaints returns the errors and warnings of the validator, whose status does
// not tell, and its notes but for those that ask for what respbody cannot or need
// not give.
func complaints(t *testing.T, validator, log string) []string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "log.sarif")
	writeFile(t, name, log)
	o := runIn(t, filepath.Dir(name), nil, validator, "validate", name, "--rule-kind", "Sarif;Ghas",
		"--level", "Error;Warning;Note", "--kind", "Fail;Review;Open")
	if o.status != 0 || !strings.Contains(o.stdout, "Analysis completed successfully") {
		t.Fatalf("status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	accepted := []string{
		"SARIF2002", // messages by number, for translation
		"SARIF2003", // the revision, which is the business of who uploads the log
		"SARIF2006", // addresses that cannot be reached from here
		"SARIF2009", // rules that are numbers and not words
		"SARIF2010", // the code of files that cannot be read
		"SARIF2011", // the lines around a finding
		"SARIF2016", // relative addresses of what is not below the root
	}
	var all []string
	for _, m := range regexp.MustCompile(`(?m)^.*: (error|warning|note) (\w+): .*$`).FindAllStringSubmatch(o.stdout, -1) {
		if m[1] != "note" || !slices.Contains(accepted, m[2]) {
			all = append(all, m[0])
		}
	}
	return all
}

// TestSARIFMoved checks that findings keep their names when code is written above
// them, also where two of them are alike.
func TestSARIFMoved(t *testing.T) {
	dir := consumer(t)
	name := filepath.Join(dir, "pages.go")
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	twice := strings.Replace(string(source), "\thttp.Get(url)\n", "\thttp.Get(url)\n\thttp.Get(url)\n", 1)
	writeFile(t, name, twice)
	before := readSARIF(t, runIn(t, dir, nil, program, "-sarif").stdout)
	writeFile(t, name, strings.Replace(twice, "// Page leaks", "const answer = 42\n\n// Page leaks", 1))
	after := readSARIF(t, runIn(t, dir, nil, program, "-sarif").stdout)

	names := make(map[string]bool)
	for i, r := range before {
		names[r.fingerprint()] = true
		if i >= len(after) || after[i].fingerprint() != r.fingerprint() {
			t.Errorf("%s has another name after the move", r.place())
		}
		if isMoved := strings.HasPrefix(r.place(), "pages.go"); i < len(after) && isMoved == (after[i].place() == r.place()) {
			t.Errorf("%s is at %s after the move", r.place(), after[i].place())
		}
	}
	if len(names) != len(before) || len(before) != 6 {
		t.Errorf("%d findings have %d names", len(before), len(names))
	}
}

// TestSARIFBaseline checks that a log has what is new, and no more.
func TestSARIFBaseline(t *testing.T) {
	dir := consumer(t)
	if o := runIn(t, dir, nil, program, "-baseline=known.txt", "-write-baseline", "-sarif"); o.status != statusClean || len(readSARIF(t, o.stdout)) != 0 {
		t.Errorf("writing: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	if o := runIn(t, dir, nil, program, "-baseline=known.txt", "-sarif"); o.status != statusClean || len(readSARIF(t, o.stdout)) != 0 {
		t.Errorf("nothing new: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	writeFile(t, filepath.Join(dir, "new.go"), "package consumer\n\nimport \"net/http\"\n\nfunc New(url string) {\n\thttp.Get(url)\n}\n")
	o := runIn(t, dir, nil, program, "-baseline=known.txt", "-sarif")
	results := readSARIF(t, o.stdout)
	if o.status != statusFindings || len(results) != 1 || results[0].place() != "new.go:6:2" {
		t.Errorf("one more: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
}

// TestSARIFWorkspace checks that a step of GitHub Actions which works in a
// directory of the repository names files relative to the repository, also those
// that do not compile.
func TestSARIFWorkspace(t *testing.T) {
	dir := consumer(t)
	writeFile(t, filepath.Join(dir, "status", "broken", "broken.go"), "package broken\n\nvar x int = \"\"\n")
	for flag, want := range map[string][]string{
		"-sarif":  {`"uri": "status/status.go"`, `"uri": "status/broken/broken.go"`},
		"-github": {"file=status/status.go,", "file=status/broken/broken.go,"},
	} {
		o := runIn(t, filepath.Join(dir, "status"), []string{"GITHUB_WORKSPACE=" + dir}, program, flag)
		for _, w := range want {
			if !strings.Contains(o.stdout, w) {
				t.Errorf("%s: no %s in\n%s", flag, w, o.stdout)
			}
		}
	}
}

// TestSARIFFlow checks that the way to a leak is told step by step, from the
// call to the exit.
func TestSARIFFlow(t *testing.T) {
	results := readSARIF(t, runIn(t, consumer(t), nil, program, "-sarif", "-tests=false", "./store").stdout)
	if len(results) != 1 || len(results[0].CodeFlows) != 1 || len(results[0].CodeFlows[0].Threads) != 1 {
		t.Fatalf("got %+v", results)
	}
	var got []string
	for _, step := range results[0].CodeFlows[0].Threads[0].Locations {
		got = append(got, fmt.Sprintf("%d: %s", step.Location.Physical.Region.StartLine, step.Location.Message.Text))
	}
	// The branches on the way are the analyzer's matter.
	want := []string{"11: this call hands over the response"}
	for _, rel := range results[0].Related {
		want = append(want, fmt.Sprintf("%d: %s", rel.Physical.Region.StartLine, rel.Message.Text))
	}
	if last := want[len(want)-1]; last != "13: returns here with the body open" {
		t.Errorf("the way ends at %q", last)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// readSARIF returns the results of a log.
func readSARIF(t *testing.T, text string) []sarifResult {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v\n%s", err, text)
	}
	return log.Runs[0].Results
}

// sarifPlaces returns where the results of a file are, as file:line:column.
func sarifPlaces(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range readSARIF(t, string(text)) {
		all = append(all, r.place())
	}
	return all
}

func (r sarifResult) place() string {
	p := r.Locations[0].Physical
	return fmt.Sprintf("%s:%d:%d", p.Artifact.URI, p.Region.StartLine, p.Region.StartColumn)
}

func (r sarifResult) fingerprint() string { return r.Fingerprints["respbody/v1"] }
