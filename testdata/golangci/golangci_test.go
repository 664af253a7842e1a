package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestVerify has golangci-lint check the configuration against its own schema.
func TestVerify(t *testing.T) {
	dir := copyConsumer(t)
	mustRun(t, dir, linter, "config", "verify")
	configure(t, dir, nil)
	edit(t, filepath.Join(dir, ".golangci.yml"), "type: module", "kind: module")
	if o := run(t, dir, linter, "config", "verify"); o.status == 0 {
		t.Error("a configuration without a type is accepted")
	}
}

// TestNoSettings runs the plugin with no more configuration than it needs.
func TestNoSettings(t *testing.T) {
	dir := copyConsumer(t)
	writeFile(t, filepath.Join(dir, ".golangci.yml"), `
version: "2"
linters: {default: none, enable: [respbody], settings: {custom: {respbody: {type: module}}}}
issues: {max-same-issues: 0}
`)
	found := lint(t, dir)
	slices.Sort(found)
	compare(t, found, expected(t))
}

// TestBadSettings checks that what is misspelt ends the run and is named, with
// what would be right.
func TestBadSettings(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"unread: auto", "unraed: auto", `unknown setting "unraed" (want close-style, nolint, tests, unread)`},
		{"unread: auto", "unread: sometimes", `setting unread: unknown value "sometimes" (want auto, on, strict or off)`},
		{"tests: true", "tests: some", `setting tests: unknown value "some" (want true or false)`},
	} {
		t.Run(test.new, func(t *testing.T) {
			dir := copyConsumer(t)
			edit(t, filepath.Join(dir, ".golangci.yml"), test.old, test.new)
			o := run(t, dir, linter, "run", "--allow-parallel-runners")
			if o.status != 3 || !strings.Contains(o.stderr, test.want) {
				t.Errorf("status %d, want 3 with %q\n%s", o.status, test.want, o.stderr)
			}
		})
	}
}

// TestRelated checks that no related place becomes an issue, though there are
// such places.
func TestRelated(t *testing.T) {
	dir := copyConsumer(t)
	places := 0
	for _, f := range commandFindings(t, dir, nil) {
		places += len(f.Related)
	}
	if places == 0 {
		t.Error("no finding of the consumer has a related place")
	}
	for _, issue := range lint(t, dir, "--enable-only=respbody") {
		if strings.Contains(issue, "related information") {
			t.Error(issue)
		}
	}
}

// TestNolint checks that golangci-lint's own directive suppresses findings, and
// that nolintlint tells those that do not, also where the setting nolint asks for
// what golangci-lint does anyway.
func TestNolint(t *testing.T) {
	dir := copyConsumer(t)
	configure(t, dir, []option{{"nolint", "respbody"}})
	writeFile(t, filepath.Join(dir, "quiet.go"), `package consumer

import "net/http"

func Quiet(url string) {
	http.Get(url) //nolint:respbody // the process ends right after this
}

func Clean() int {
	return 1 //nolint:respbody // there is nothing to hide
}
`)
	found := lint(t, dir, "--enable-only=respbody,nolintlint")
	slices.Sort(found)
	want := append(expected(t), "quiet.go:10:11: directive `//nolint:respbody // there is nothing to hide` is unused for linter \"respbody\" (nolintlint)")
	compare(t, found, want)
}

// TestLimits checks that golangci-lint hides findings where the README says that
// it does: it shows a message three times, and one issue per line, whichever
// linter it is of.
func TestLimits(t *testing.T) {
	dir := copyConsumer(t)
	forget := "\tif resp, err := http.Get(url); err == nil {\n\t\tprintln(resp.Status)\n\t}\n"
	writeFile(t, filepath.Join(dir, "many.go"), "package consumer\n\nimport \"net/http\"\n\nfunc Many(url string) {\n"+strings.Repeat(forget, 4)+"\thttp.Post(url, \"\", nil)\n}\n")
	for _, test := range []struct {
		flags       []string
		same, posts int // findings with the same message; issues on the two lines with http.Post
	}{
		{nil, 7, 4}, // the configuration of the README
		{[]string{"--max-same-issues=3"}, 3, 4},
		{[]string{"--uniq-by-line"}, 7, 2},
	} {
		found := lint(t, dir, append(test.flags, "--enable-only=respbody,errcheck")...)
		if got := count(found, "http.Get is never closed"); got != test.same {
			t.Errorf("%s: %d findings with the same message are shown, want %d", test.flags, got, test.same)
		}
		if got := count(found, "http.Post"); got != test.posts {
			t.Errorf("%s: %d issues with http.Post are shown, want %d", test.flags, got, test.posts)
		}
	}
}

func count(lines []string, part string) int {
	n := 0
	for _, line := range lines {
		if strings.Contains(line, part) {
			n++
		}
	}
	return n
}

// TestNewFromRev adopts respbody in a repository that has findings. What a change
// adds is shown. A change that drops a close leaves the line of the call as it
// was, so that only whole-files, with all that its files had before, shows it.
func TestNewFromRev(t *testing.T) {
	dir := copyConsumer(t)
	git := func(args ...string) {
		mustRun(t, dir, "git", append([]string{"-c", "user.name=gopher", "-c", "user.email=gopher@consumer.test"}, args...)...)
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "before")
	writeFile(t, filepath.Join(dir, "new.go"), "package consumer\n\nimport \"net/http\"\n\nfunc New(url string) {\n\thttp.Get(url)\n}\n")
	edit(t, filepath.Join(dir, "good.go"), "kit.Finish(resp)", "kit.Check(resp)")
	git("add", ".")
	git("commit", "-q", "-m", "after")

	added := "new.go:6:2: response body of http.Get is discarded"
	dropped := "good.go:11:15: response body of http.Get is never closed"
	compare(t, lint(t, dir, "--enable-only=respbody", "--new-from-rev=HEAD~"), []string{added})
	compare(t, lint(t, dir, "--enable-only=respbody", "--new-from-rev=HEAD~", "--whole-files"), []string{dropped, added})
	all := lint(t, dir, "--enable-only=respbody")
	slices.Sort(all)
	want := append(expected(t), dropped, added)
	slices.Sort(want)
	compare(t, all, want)
}

// TestFix applies the fixes with golangci-lint, go vet and the command: all write
// the same, it compiles, and leaves nothing to find or fix.
func TestFix(t *testing.T) {
	for _, style := range []string{"bare", "closure"} {
		t.Run(style, func(t *testing.T) {
			options := []option{{"close-style", style}}
			byLint, byVet, byCommand := copyConsumer(t), copyConsumer(t), copyConsumer(t)

			configure(t, byLint, options)
			before := lint(t, byLint, "--enable-only=errcheck")
			compare(t, lint(t, byLint, "--enable-only=respbody", "--fix"), nil)
			mustRun(t, byVet, "go", append(append([]string{"vet", "-fix", "-vettool=" + respbody}, flags(options)...), "./...")...)
			mustRun(t, byCommand, respbody, append(flags(options), "-fix", "./...")...)

			fixed := sources(t, byCommand)
			if fixed == sources(t, filepath.Join("..", "drivers")) {
				t.Error("nothing is fixed")
			}
			if got := sources(t, byLint); got != fixed {
				t.Errorf("golangci-lint writes\n%s\nrespbody\n%s", got, fixed)
			}
			if got := sources(t, byVet); got != fixed {
				t.Errorf("go vet writes\n%s\nrespbody\n%s", got, fixed)
			}
			mustRun(t, byLint, "go", "vet", "./...")
			compare(t, lint(t, byLint, "--enable-only=respbody"), nil)
			// The closes and reads of this style are made for errcheck.
			if after := lint(t, byLint, "--enable-only=errcheck"); style == "closure" && len(after) > len(before) {
				t.Errorf("errcheck finds more than before:\n%s", strings.Join(after, "\n"))
			}
		})
	}
}

// sources returns the Go files of a module, one after the other.
func sources(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".go") {
			rel, _ := filepath.Rel(dir, name)
			all.WriteString("-- " + rel + " --\n" + readFile(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
