package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCaretWidth checks that marks stand below what they mean, with tabs and with
// characters that take two columns, or none.
func TestCaretWidth(t *testing.T) {
	for _, test := range []struct{ line, code, want string }{
		{"\tget(u)", "get(u)", "\t^^^^^^"},
		{"\t/*\t*/ get(u)", "get(u)", "\t  \t   ^^^^^^"},
		{"/* äöü */ get(u)", "get(u)", "          ^^^^^^"},
		{"/* 漢字 */ get(u)", "get(u)", "           ^^^^^^"},
		{"get(\"漢字\") // that", "get(\"漢字\")", "^^^^^^^^^^^"},
		{"/* e\u0301 */ get(u)", "get(u)", "        ^^^^^^"},
		{"", "", "^"},
	} {
		at := strings.Index(test.line, test.code)
		s := span{position: position{1, at + 1}, End: position{1, at + len(test.code) + 1}}
		if got := caret(test.line, s); got != test.want {
			t.Errorf("%q: got %q, want %q", test.line, got, test.want)
		}
	}
}

// TestPrintable keeps source from commanding the terminal.
func TestPrintable(t *testing.T) {
	if got, want := printable("\tx\x1b[2J\u009b\r漢"), "\tx�[2J��漢"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestColouring checks that only what is asked for, or a terminal, is coloured.
func TestColouring(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for c, want := range map[colouring]bool{colourAuto: false, colourAlways: true, colourNever: false} {
		if got := c.on(file); got != want {
			t.Errorf("%s: %t", c, got)
		}
	}
}

func TestColourDiff(t *testing.T) {
	got := colourDiff("--- a.go\n+++ a.go\n@@ -1 +1 @@\n same\n-old\n+new\n")
	want := "\x1b[1m--- a.go\x1b[0m\n\x1b[1m+++ a.go\x1b[0m\n\x1b[2m@@ -1 +1 @@\x1b[0m\n same\n\x1b[1;31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n"
	if got != want {
		t.Errorf("got %q", got)
	}
}

// TestProgress checks that what is shown is erased, and that nothing is shown of
// what takes no time.
func TestProgress(t *testing.T) {
	var buf bytes.Buffer
	p := startProgress(&buf, time.Hour, time.Hour)
	p.end()
	if buf.Len() > 0 {
		t.Errorf("at once: %q", buf.String())
	}

	p = startProgress(&buf, time.Nanosecond, time.Millisecond)
	for _, part := range []string{"{\n\t\"p\": {", "}\n}\n{}", "\n{\n"} {
		if n, err := p.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	time.Sleep(50 * time.Millisecond)
	p.end()
	if got := buf.String(); !strings.Contains(got, "3 packages checked") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("got %q", got)
	}
}

// TestAdvice checks the command that applies the fixes.
func TestAdvice(t *testing.T) {
	fixable := finding{Fixes: []fix{{}}}
	for _, test := range []struct {
		args     string
		findings []finding
		want     string
	}{
		{"-unread=on ./...", []finding{fixable, {}}, "1 of 2 has a fix: respbody -fix -unread=on ./..."},
		{"-tags=a&b it's", []finding{fixable, fixable}, `2 of 2 have fixes: respbody -fix '-tags=a&b' 'it'\''s'`},
		{"-diff", []finding{fixable}, ""},
		{".", []finding{{}}, ""},
	} {
		inv, err := parseArgs(strings.Fields(test.args))
		if err != nil {
			t.Fatal(err)
		}
		if got := advise(inv, &report{findings: test.findings}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.args, got, test.want)
		}
	}
}
