package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exampleSource is what the findings of exampleReport are about; it has a tab
// and characters of several bytes before the code that matters.
const exampleSource = `package a

func Köln(u string) {
	/* äöü */ resp, _ := http.Get(u)
	_ = resp
}
`

// exampleReport returns a report with one of everything, about a file it writes.
func exampleReport(t *testing.T) *report {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a b.go")
	if err := os.WriteFile(path, []byte(exampleSource), 0o666); err != nil {
		t.Fatal(err)
	}
	to := relativizer{dirs: []string{dir}}
	at := func(start, end string) span { return parseSpan(path+":"+start, path+":"+end, to) }
	insert := strings.Index(exampleSource, "\t_ = resp")
	return &report{
		checked: true,
		findings: []finding{
			{
				span:     at("4:26", "4:37"),
				Category: "unclosed",
				Message:  "response body of http.Get is not closed when returning on line 6",
				URL:      ruleURL("unclosed"),
				Related:  []related{{at("6:1", "6:2"), "returns here, 100% open"}},
				Fixes: []fix{{"Close the body", []edit{
					{path: path, File: to.name(path), Start: insert, End: insert, New: "\tdefer resp.Body.Close()\n"},
					{path: path, File: to.name(path), Start: insert, End: insert + 10, New: ""},
				}}},
			},
			{
				span:     span{path: "/elsewhere/b.go", File: "/elsewhere/b.go", position: position{3, 5}, End: position{3, 5}},
				Category: "unread",
				Message:  "response body of client.Do is closed on line 9 without being read to EOF, so the connection is not reused",
				URL:      ruleURL("unread"),
			},
		},
		problems: []problem{
			{Package: "example.com/c", File: "c/c.go", Line: 7, Column: 2, Message: "undefined: x"},
			{Message: "two\nlines"},
		},
	}
}

// TestFormats compares what each format makes of the report with golden files.
func TestFormats(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer, *report) error{
		"report.json":   func(b *bytes.Buffer, r *report) error { return writeJSON(b, r) },
		"report.sarif":  func(b *bytes.Buffer, r *report) error { return writeSARIF(b, r) },
		"report.github": func(b *bytes.Buffer, r *report) error { return writeGitHub(b, r) },
		"report.txt":    func(b *bytes.Buffer, r *report) error { return writeText(b, r, 1) },
		"report.ansi":   func(b *bytes.Buffer, r *report) error { return writeColoured(b, r, -1) },
	} {
		t.Run(name, func(t *testing.T) {
			var buf bytes.Buffer
			if err := write(&buf, exampleReport(t)); err != nil {
				t.Fatal(err)
			}
			version := `"version": "` + sarifVersion(moduleVersion()) + `"`
			buf = *bytes.NewBuffer(bytes.ReplaceAll(buf.Bytes(), []byte(version), []byte(`"version": "1.2.3"`)))
			golden := filepath.Join("..", "..", "testdata", "command", name)
			if *update {
				if err := os.WriteFile(golden, buf.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := buf.String(); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestEmptyFormats checks that nothing found is a document, too.
func TestEmptyFormats(t *testing.T) {
	var buf bytes.Buffer
	if err := writeJSON(&buf, new(report)); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(buf.String()), ""); got != `{"findings":[],"errors":[]}` {
		t.Errorf("-json: %s", got)
	}
	buf.Reset()
	if err := writeSARIF(&buf, new(report)); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct{ Results []any }
	}
	if err := json.Unmarshal(buf.Bytes(), &log); err != nil || len(log.Runs) != 1 || log.Runs[0].Results == nil {
		t.Errorf("-sarif: %v\n%s", err, buf.String())
	}
	for _, r := range rules() {
		if !strings.Contains(buf.String(), `"helpUri": "`+ruleURL(r.id)+`"`) {
			t.Errorf("-sarif: no rule %s", r.id)
		}
	}
}

// TestFingerprints checks that a finding keeps its name when lines move, and
// that equal findings have different ones.
func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.go")
	fingerprintsOf := func(text string) []string {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		source, ids := make(sources), newFingerprints()
		var all []string
		for i, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "http.Get") {
				f := finding{span: span{path: path, File: "a.go", position: position{i + 1, 1}}, Category: "unclosed"}
				f.Message = "response body of http.Get is not closed when returning on line " + strings.Repeat("1", i+1)
				all = append(all, ids.next(f, source))
			}
		}
		return all
	}
	before := fingerprintsOf("http.Get(a)\nhttp.Get(b)\nhttp.Get(a)")
	after := fingerprintsOf("\n\n\thttp.Get(a)\n\nhttp.Get(b)\n\n\nhttp.Get(a)")
	if strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("moved: %v, before %v", after, before)
	}
	if before[0] == before[1] || before[0] == before[2] || before[1] == before[2] {
		t.Errorf("not unique: %v", before)
	}
}

func TestCaret(t *testing.T) {
	for _, test := range []struct {
		line       string
		start, end position
		want       string
	}{
		{"\tx := f()", position{1, 7}, position{1, 10}, "\t     ^^^"},
		{"ä := f()", position{1, 7}, position{1, 10}, "     ^^^"},
		{"f(", position{1, 1}, position{2, 2}, "^^"},
		{"f()", position{1, 1}, position{1, 1}, "^"},
		{"f()", position{1, 9}, position{1, 9}, ""},
		{"f()", position{1, 0}, position{1, 0}, ""},
	} {
		if got := caret(test.line, span{position: test.start, End: test.end}); got != test.want {
			t.Errorf("caret(%q, %v, %v) = %q, want %q", test.line, test.start, test.end, got, test.want)
		}
	}
}
