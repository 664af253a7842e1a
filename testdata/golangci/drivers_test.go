package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A driver finds what respbody finds in the module in dir, its own way, and
// returns it as sorted lines "file:line:column: message".
type driver struct {
	name string
	run  func(t *testing.T, dir string, options []option) []string
}

// An option is a flag of respbody, and a setting of the plugin.
type option struct{ name, value string }

var drivers = []driver{
	{"respbody", byCommand},
	{"go vet", byVet},
	{"golangci-lint", byLinter},
}

// TestSameFindings runs every driver over the same module: all find the same,
// in packages, tests and by facts of other packages and modules.
func TestSameFindings(t *testing.T) {
	for _, test := range []struct {
		name    string
		options []option
		want    func(finding string) bool // which of all findings of strict
	}{
		{"default", nil, func(f string) bool { return !strings.Contains(f, "may be closed") }},
		{"strict", []option{{"unread", "strict"}}, func(string) bool { return true }},
		{"without tests", []option{{"tests", "false"}}, func(f string) bool { return !strings.Contains(f, "may be closed") && !strings.Contains(f, "_test.go") }},
		{"unclosed only", []option{{"unread", "off"}}, func(f string) bool { return !strings.Contains(f, "read to EOF") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := slices.Clone(expected(t))
			want = append(want, "client.go:49:15: response body of http.Get may be closed on line 53 without being read to EOF, so the connection may not be reused")
			want = slices.DeleteFunc(want, func(f string) bool { return !test.want(f) })
			slices.Sort(want)
			for _, d := range drivers {
				t.Run(d.name, func(t *testing.T) {
					compare(t, d.run(t, copyConsumer(t), test.options), want)
				})
			}
		})
	}
}

// TestSameAsPreCommit runs every driver over ../consumer, which the tests of the
// command run pre-commit and the workflows of the README over.
func TestSameAsPreCommit(t *testing.T) {
	var want []string
	for _, d := range drivers {
		dir := copyModule(t, filepath.Join("..", "consumer"))
		writeFile(t, filepath.Join(dir, ".golangci.yml"), readFile(t, filepath.Join("..", "drivers", ".golangci.yml")))
		found := d.run(t, dir, nil)
		if want == nil {
			want = found
		}
		t.Run(d.name, func(t *testing.T) { compare(t, found, want) })
	}
	if len(want) == 0 {
		t.Error("nothing is found")
	}
}

// flags returns options as flags.
func flags(options []option) []string {
	var args []string
	for _, o := range options {
		args = append(args, "-"+o.name+"="+o.value)
	}
	return args
}

// byCommand runs respbody -json.
func byCommand(t *testing.T, dir string, options []option) []string {
	var found []string
	for _, f := range commandFindings(t, dir, options) {
		found = append(found, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
	}
	slices.Sort(found)
	return found
}

type commandFinding struct {
	File         string
	Line, Column int
	Message      string
	Related      []any
}

func commandFindings(t *testing.T, dir string, options []option) []commandFinding {
	t.Helper()
	o := run(t, dir, respbody, append(flags(options), "-json", "./...")...)
	if o.status != 1 {
		t.Fatalf("respbody: status %d\n%s", o.status, o.stderr)
	}
	var document struct{ Findings []commandFinding }
	if err := json.Unmarshal([]byte(o.stdout), &document); err != nil {
		t.Fatal(err)
	}
	return document.Findings
}

var vetLine = regexp.MustCompile(`(?m)^(?:\./)?(\S+\.go:\d+:\d+: \S.*)$`)

// byVet runs go vet with respbody as its tool. A package with tests is analysed
// once more with them, and what it has is found twice.
func byVet(t *testing.T, dir string, options []option) []string {
	args := append([]string{"vet", "-vettool=" + respbody}, flags(options)...)
	o := run(t, dir, "go", append(args, "./...")...)
	if o.status != 1 {
		t.Fatalf("go vet: status %d\n%s", o.status, o.stderr)
	}
	var found []string
	for _, m := range vetLine.FindAllStringSubmatch(o.stderr, -1) {
		found = append(found, filepath.ToSlash(m[1]))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// byLinter runs golangci-lint with no other linter, and the options in its
// configuration.
func byLinter(t *testing.T, dir string, options []option) []string {
	configure(t, dir, options)
	found := lint(t, dir, "--enable-only=respbody")
	slices.Sort(found)
	return found
}

// configure writes options into the configuration of a copy of the consumer,
// which names all of them.
func configure(t *testing.T, dir string, options []option) {
	t.Helper()
	config := filepath.Join(dir, ".golangci.yml")
	text := readFile(t, config)
	for _, o := range options {
		setting := regexp.MustCompile(`(?m)^( +` + o.name + `:).*$`)
		if !setting.MatchString(text) {
			t.Fatalf("%s does not name the setting %s", config, o.name)
		}
		text = setting.ReplaceAllString(text, "${1} "+o.value)
	}
	writeFile(t, config, text)
}

// lint runs golangci-lint and returns the issues of respbody in its order, and
// those of other linters with their names behind them.
func lint(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	return lintWith(t, linter, dir, args...)
}

func lintWith(t *testing.T, program, dir string, args ...string) []string {
	t.Helper()
	args = append([]string{"run", "--allow-parallel-runners", "--output.json.path=stdout", "--show-stats=false"}, args...)
	o := run(t, dir, program, append(args, "./...")...)
	var document struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.NewDecoder(strings.NewReader(o.stdout)).Decode(&document); err != nil {
		t.Fatalf("%v: status %d\n%s%s", err, o.status, o.stdout, o.stderr)
	}
	if want := min(len(document.Issues), 1); o.status != want {
		t.Fatalf("golangci-lint: status %d, want %d\n%s", o.status, want, o.stderr)
	}
	var found []string
	for _, issue := range document.Issues {
		line := fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(issue.Pos.Filename), issue.Pos.Line, issue.Pos.Column, issue.Text)
		if issue.FromLinter != "respbody" {
			line += " (" + issue.FromLinter + ")"
		}
		found = append(found, line)
	}
	return found
}
