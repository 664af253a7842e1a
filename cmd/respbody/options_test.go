package main

import (
	"bytes"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer"
)

// The tests below keep what is written about rules, flags and commands in step:
// doc.go is the specification, help prints it, and the README tells the same.

// TestOptionTable compares the table of flags in the README with the flags that
// there are. Those of the analyzer are the settings of the plugin, too.
func TestOptionTable(t *testing.T) {
	inv := new(invocation)
	newFlagSet(inv)
	build := append(buildBools(), buildStrings()...)
	var want strings.Builder
	inv.flags.VisitAll(func(f *flag.Flag) {
		if slices.Contains(build, f.Name) {
			return
		}
		value, usage := flag.UnquoteUsage(f)
		usage = strings.TrimSuffix(usage, ": "+value)
		name := "-" + f.Name
		if value != "" {
			name += " " + value
		}
		isDefault := f.DefValue
		if slices.Contains([]string{"false", "-1"}, isDefault) {
			isDefault = ""
		}
		setting := ""
		if slices.Contains(inv.tool, f.Name) {
			setting = "yes"
		}
		cell := strings.NewReplacer("|", `\|`)
		fmt.Fprintf(&want, "| `%s` | %s | %s | %s |\n", cell.Replace(name), cell.Replace(usage), isDefault, setting)
	})
	if !strings.Contains(projectFile(t, "README.md"), "|---|---|---|---|\n"+want.String()+"\n") {
		t.Errorf("the README has no table with these rows:\n%s", want.String())
	}
}

// TestSettings compares the settings of the README's .golangci.yml with the flags
// of the analyzer: all are there, with their defaults and their other values.
func TestSettings(t *testing.T) {
	_, settings, _ := strings.Cut(readmeFile(t, ".golangci.yml", "type: module"), "settings: # ")
	var got, want []string
	for _, m := range regexp.MustCompile(`(?m)^ {10}(\S+): (.*)$`).FindAllStringSubmatch(settings, -1) {
		name, value := m[1], strings.ReplaceAll(m[2], `"`, "")
		value, others, _ := strings.Cut(value, " # or ")
		got = append(got, name+" "+value)
		f := analyzer.Analyzer.Flags.Lookup(name)
		if f == nil {
			continue
		}
		for other := range strings.SplitSeq(others, ", ") {
			if err := analyzer.New(analyzer.DefaultOptions()).Flags.Set(name, other); other != "" && err != nil {
				t.Errorf("%s takes no %s", name, other)
			}
		}
	}
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) { want = append(want, f.Name+" "+f.DefValue) })
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the README sets %q, there are %q", got, want)
	}
}

// TestDocumented checks that the specification has every flag of the analyzer and
// all values, and that it and the README mention no flag that is none.
func TestDocumented(t *testing.T) {
	inv := new(invocation)
	newFlagSet(inv)
	spec, readme := analyzer.Analyzer.Doc, projectFile(t, "README.md")
	for _, name := range inv.tool {
		if !strings.Contains(spec, "-"+name) {
			t.Errorf("doc.go does not have -%s", name)
		}
	}
	for _, value := range []string{"auto", "on", "strict", "off"} {
		inSpec := regexp.MustCompile(`(?m)^\t` + value + ` +\w`).MatchString(spec)
		inReadme := regexp.MustCompile("(?m)^\\| `" + value + "`").MatchString(readme)
		if !inSpec || !inReadme {
			t.Errorf("-unread=%s: in doc.go: %t, in the README: %t", value, inSpec, inReadme)
		}
	}
	// Other programs have flags, too.
	others := []string{"vettool", "check-consumption", "seed", "run", "v", "bench", "mutations", "fuzz", "everything", "golangci"}
	for file, text := range map[string]string{"doc.go": spec, "README.md": readme} {
		for _, m := range regexp.MustCompile("(?m)(?:^|[ `(])-([a-z][a-z-]*|C)\\b").FindAllStringSubmatch(withoutBlocks(text), -1) {
			if inv.flags.Lookup(m[1]) == nil && !slices.Contains(others, m[1]) {
				t.Errorf("%s: no flag -%s", file, m[1])
			}
		}
	}
}

// withoutBlocks returns what is left of a page without fenced and indented blocks,
// whose commands are run.
func withoutBlocks(text string) string {
	return regexp.MustCompile("(?ms)^```.*?^```$|^    [^\n]*$").ReplaceAllString(text, "")
}

// TestRuleNames checks that findings, help, README and SARIF know the same rules
// by the same names.
func TestRuleNames(t *testing.T) {
	var names []string
	for _, r := range rules() {
		if r.id != "directive" { // which is about comments, see Suppression
			names = append(names, r.id)
		}
	}
	namesIn := func(pattern, text string) []string {
		var found []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			found = append(found, m[1])
		}
		return found
	}
	if got := namesIn(`(?m)^# Rule (\w+)$`, analyzer.Analyzer.Doc); !slices.Equal(got, names) {
		t.Errorf("doc.go has rules %q, SARIF %q", got, names)
	}
	_, section, _ := strings.Cut(projectFile(t, "README.md"), "\n## Rules\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if got := namesIn(`(?m)^### ([a-z]+)$`, section); !slices.Equal(got, names) {
		t.Errorf("the README has rules %q, SARIF %q", got, names)
	}
	if !strings.Contains(projectFile(t, "README.md"), "\n### directive\n") {
		t.Error("the README has no section for the rule directive, whose address is in reports")
	}
}

// TestUsage checks that the comment of the command lists what help lists.
func TestUsage(t *testing.T) {
	var help bytes.Buffer
	printHelp(&help)
	commands := func(text, begin string) []string {
		var all []string
		for _, m := range regexp.MustCompile(`(?m)^`+begin+`(respbody (?:[^ \n]| [^ \n])*)`).FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		slices.Sort(all)
		return all
	}
	got, want := commands(projectFile(t, "cmd/respbody/main.go"), "//\t"), commands(help.String(), "\t")
	if len(want) < 5 || !slices.Equal(got, want) {
		t.Errorf("main.go has %q, help %q", got, want)
	}
}

// TestGoVersions checks that the versions of Go in the README are those that the
// tests are run with.
func TestGoVersions(t *testing.T) {
	_, section, _ := strings.Cut(projectFile(t, "README.md"), "\n## Go versions\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var got []string
	for _, m := range regexp.MustCompile(`\b1\.\d+\.\d+`).FindAllString(section, -1) {
		got = append(got, "go"+m)
	}
	slices.Sort(got)
	if tested := "-toolchains " + strings.Join(got, ","); !strings.Contains(projectFile(t, ".ci/run"), tested) {
		t.Errorf("the README has %v, which .ci/run does not test", got)
	}
	if !strings.Contains(section, "built with Go 1.26 or later") || !strings.Contains(projectFile(t, "go.mod"), "\ngo 1.26.0\n") {
		t.Error("the README and go.mod differ in the oldest Go")
	}
}
