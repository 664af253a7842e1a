package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer"
)

// TestParseArgs checks what goes to the analyzer, what to the go command, and
// what stays here.
func TestParseArgs(t *testing.T) {
	for _, test := range []struct {
		line, goflags         string
		tool, build, patterns string
	}{
		{"", "", "", "", "./..."},
		{"./a ./b", "", "", "", "./a ./b"},
		{"-unread=auto -tests=false", "", "", "", "./..."},
		{"-unread strict .", "", "-unread=strict", "", "."},
		{"-tags a,b -race -C x -mod=mod -c 3 .", "", "", "-mod=mod -race=true -tags=a,b", "."},
		{".", "-unread=on -mod=mod", "-unread=on", "", "."},
		{"-unread=off .", "-unread=on", "-unread=off", "", "."},
	} {
		inv, err := parseArgs(strings.Fields(test.line))
		if err != nil {
			t.Errorf("%s: %v", test.line, err)
			continue
		}
		if _, err := inv.takeGOFLAGS(test.goflags); err != nil {
			t.Errorf("%s: %v", test.line, err)
		}
		tool := inv.toolFlags()
		if tool[0] != "-"+everyPackage {
			t.Errorf("%s: flags %v of the tool", test.line, tool)
		}
		for i, got := range []string{strings.Join(tool[1:], " "), strings.Join(inv.build, " "), strings.Join(inv.patterns, " ")} {
			if want := []string{test.tool, test.build, test.patterns}[i]; got != want {
				t.Errorf("%s: got %q, want %q", test.line, got, want)
			}
		}
	}
}

func TestTakeGOFLAGS(t *testing.T) {
	for goflags, want := range map[string]string{
		"":                              "",
		"-mod=mod '-ldflags=-s  -w'":    "-mod=mod '-ldflags=-s  -w'",
		"-unread=on -mod=mod":           "-mod=mod",
		"--tests -mod=mod -unread=auto": "-mod=mod",
	} {
		inv, err := parseArgs(nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := inv.takeGOFLAGS(goflags); err != nil || got != want {
			t.Errorf("takeGOFLAGS(%s) = %q, %v", goflags, got, err)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"-h"}, {"-help"}, {"--help"}} {
		var stdout, stderr bytes.Buffer
		if status := run(args, &stdout, &stderr); status != statusClean || stderr.Len() > 0 {
			t.Errorf("%v: status %d, %s", args, status, stderr.String())
		}
		help := stdout.String()
		for _, want := range []string{analyzer.Analyzer.Doc, "-unread auto|on|strict|off", "-tests", "-C dir", "-sarif", "-modfile", "-color auto|always|never", "-baseline file", "-nolint linters"} {
			if !strings.Contains(help, strings.TrimSpace(want)) {
				t.Errorf("%v: help lacks %q", args, want)
			}
		}
		if strings.Contains(help, everyPackage) {
			t.Errorf("%v: help shows a flag that is nobody's business", args)
		}
	}
}

func TestVersion(t *testing.T) {
	for _, spelling := range []string{"-version", "version"} {
		o := runIn(t, t.TempDir(), []string{"PATH="}, program, spelling)
		fields := strings.Fields(o.stdout)
		if o.status != statusClean || len(fields) < 5 || fields[0] != "respbody" || !strings.HasPrefix(fields[4], "go1.") {
			t.Errorf("%s: status %d, %s", spelling, o.status, o.stdout)
		}
	}
}

// TestDriverFlags keeps the names of the command's own flags apart from those of
// the analyzer, which would replace one another without a word.
func TestDriverFlags(t *testing.T) {
	inv, err := parseArgs(nil)
	if err != nil {
		t.Fatal(err)
	}
	own := append(buildBools(), buildStrings()...)
	own = append(own, "C", "c", "json", "sarif", "github", "version", "fix", "diff", "color", "baseline", "write-baseline", "prune-baseline", everyPackage, elsewhere)
	for _, name := range inv.tool {
		if slices.Contains(own, name) {
			t.Errorf("the analyzer has a flag -%s, which is the command's", name)
		}
	}
}
