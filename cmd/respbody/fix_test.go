package main

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestSameText applies the fixes in the three ways that the go command and this
// one offer, to golden fixtures of the analyzer. All of them write the same.
func TestSameText(t *testing.T) {
	files := []txtar.File{{Name: "go.mod", Data: []byte("module example.com/m\n\ngo 1.24.0\n")}}
	for _, shape := range []string{"both", "comments", "drains", "explicit", "helper/body", "imports/lone", "loops", "moved", "named", "nested", "none", "retries"} {
		dir := filepath.Join("..", "..", "testdata", "fixes", "bare", filepath.FromSlash(shape))
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no fixtures: %v", shape, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, txtar.File{Name: shape + "/" + filepath.Base(name), Data: data})
		}
	}
	fixed := func(command ...string) map[string]string {
		dir := writeModule(t, files)
		if o := runIn(t, dir, nil, command[0], command[1:]...); o.status == statusFailed {
			t.Errorf("%s: status %d\n%s%s", strings.Join(command, " "), o.status, o.stdout, o.stderr)
		}
		texts := map[string]string{}
		for _, f := range files {
			texts[f.Name] = readText(t, filepath.Join(dir, filepath.FromSlash(f.Name)))
		}
		return texts
	}
	want := fixed(program, "-fix", "-unread=on", "./...")
	for _, command := range [][]string{
		{"go", "vet", "-fix", "-vettool=" + program, "-unread=on", "./..."},
		{"go", "fix", "-fixtool=" + program, "-unread=on", "./..."},
	} {
		got := fixed(command...)
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got[name] != want[name] {
				t.Errorf("%s of %s:\n%s\nrespbody -fix:\n%s", strings.Join(command[:3], " "), name, got[name], want[name])
			}
		}
	}
	golden := readText(t, filepath.Join("..", "..", "testdata", "fixes", "bare", "named", "named.go.golden"))
	if got := want["named/named.go"]; got != golden {
		t.Errorf("respbody -fix: got %s, want what the golden file has", got)
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestLineEnds fixes a file whose lines end as on Windows, and one whose last line
// does not end. Both stay as they are, apart from the fix.
func TestLineEnds(t *testing.T) {
	const source = "package m\n\nimport \"net/http\"\n\nfunc Ping(u string) {\n\thttp.Get(u) // nobody waits\n}\n"
	const fixed = "package m\n\nimport (\n\t\"io\"\n\t\"net/http\"\n)\n\nfunc Ping(u string) {\n" +
		"\tif resp, err := http.Get(u); err == nil { // nobody waits\n" +
		"\t\tio.CopyN(io.Discard, resp.Body, 256<<10)\n\t\tresp.Body.Close()\n\t}\n}\n"
	for name, form := range map[string]func(string) string{
		"windows":          func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"no newline":       func(s string) string { return strings.TrimSuffix(s, "\n") },
		"windows, no last": func(s string) string { return strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\r\n") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := writeModule(t, []txtar.File{
				{Name: "go.mod", Data: []byte("module example.com/m\n\ngo 1.24.0\n")},
				{Name: "m.go", Data: []byte(form(source))},
			})
			if o := runIn(t, dir, nil, program, "-fix", "-unread=on"); o.status != statusClean {
				t.Errorf("status %d\n%s%s", o.status, o.stdout, o.stderr)
			}
			if got := readText(t, filepath.Join(dir, "m.go")); got != form(fixed) {
				t.Errorf("got %q, want %q", got, form(fixed))
			}
		})
	}
}

// pinged is a module whose only finding has a fix: the patch, the report before
// it was applied, and what the file held then.
func pinged(t *testing.T) (*patch, []finding, snapshot) {
	t.Helper()
	const old = "package m\n\nfunc f() {\n}\n"
	path := filepath.Join(t.TempDir(), "m.go")
	if err := os.WriteFile(path, []byte(old), 0o666); err != nil {
		t.Fatal(err)
	}
	files := snapshot{path: {"example.com/m", sha256.Sum256([]byte(old))}}
	found := []finding{withFix(path, 22, 22, "\n\tg()")}
	all, problems := patches(found, files)
	if len(all) != 1 || len(problems) > 0 {
		t.Fatalf("patches: %v, %v", all, problems)
	}
	return all[0], found, files
}

// withFix returns a finding whose fix is one edit.
func withFix(path string, start, end int, text string) finding {
	return finding{
		span:     span{path: path, File: filepath.Base(path)},
		Category: "unclosed",
		Fixes:    []fix{{Edits: []edit{{path: path, Start: start, End: end, New: text}}}},
	}
}

// TestChangedMeanwhile changes a file after it has been checked: the change stays,
// the finding is reported as left, and the reason is told.
func TestChangedMeanwhile(t *testing.T) {
	p, found, files := pinged(t)
	const edited = "package m\n\n// Somebody is typing.\nfunc f() {\n}\n"
	if err := os.WriteFile(p.path, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	after := &report{checked: true}
	after.write([]*patch{p}, files, found)
	if got := readText(t, p.path); got != edited {
		t.Errorf("the file holds %q now", got)
	}
	checkUnfixed(t, after, "m.go: not fixed: it has changed while it was checked")
}

// TestUnwritable cannot write a file: nothing is lost, and the reason is told.
func TestUnwritable(t *testing.T) {
	p, found, files := pinged(t)
	if err := os.Chmod(p.path, 0o444); err != nil {
		t.Fatal(err)
	}
	if f, err := os.OpenFile(p.path, os.O_WRONLY, 0); err == nil {
		f.Close()
		t.Skip("the superuser can write everything")
	}
	after := &report{checked: true}
	after.write([]*patch{p}, files, found)
	if got := readText(t, p.path); got != string(p.old) {
		t.Errorf("the file holds %q now", got)
	}
	checkUnfixed(t, after, "permission denied")
}

// TestRemovedMeanwhile has the file go away: it is not written anew.
func TestRemovedMeanwhile(t *testing.T) {
	p, found, files := pinged(t)
	if err := os.Remove(p.path); err != nil {
		t.Fatal(err)
	}
	after := &report{checked: true}
	after.write([]*patch{p}, files, found)
	if _, err := os.Stat(p.path); err == nil {
		t.Errorf("%s is back", p.path)
	}
	checkUnfixed(t, after, "m.go: not fixed: ")
}

// checkUnfixed checks that a report says why its only finding is still there.
func checkUnfixed(t *testing.T, r *report, why string) {
	t.Helper()
	if r.fixed != 0 || len(r.findings) != 1 || r.status() != statusFailed {
		t.Errorf("%d fixed, %d left, status %d", r.fixed, len(r.findings), r.status())
	}
	if len(r.problems) != 1 || !strings.Contains(r.problems[0].String(), why) {
		t.Errorf("problems %v, want %q", r.problems, why)
	}
	const want = "1 finding: 1 unclosed; 1 error kept findings from being fixed"
	if got := summary(r); got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
}

// TestConflict has a fix that is at odds with an earlier one, which the analyzer
// never suggests: the first is applied, the other is left for the next run. An
// edit that both need is made once.
func TestConflict(t *testing.T) {
	const old = "package m\n\nvar a, b, c = 1, 2, 3\n"
	path := filepath.Join(t.TempDir(), "m.go")
	if err := os.WriteFile(path, []byte(old), 0o666); err != nil {
		t.Fatal(err)
	}
	files := snapshot{path: {"example.com/m", sha256.Sum256([]byte(old))}}
	with := func(edits ...edit) finding {
		f := withFix(path, 0, 0, "")
		f.Fixes[0].Edits = nil
		for _, e := range edits {
			e.path = path
			f.Fixes[0].Edits = append(f.Fixes[0].Edits, e)
		}
		return f
	}
	shared := edit{Start: 10, End: 10, New: "\nimport _ \"io\"\n"}
	all, problems := patches([]finding{
		with(shared, edit{Start: 25, End: 26, New: "10"}),
		with(shared, edit{Start: 25, End: 29, New: "20, 30"}),
		with(shared, edit{Start: 31, End: 32, New: "30"}),
	}, files)
	if len(all) != 1 || len(problems) > 0 {
		t.Fatalf("patches: %v, %v", all, problems)
	}
	const want = "package m\n\nimport _ \"io\"\n\nvar a, b, c = 10, 2, 30\n"
	if got := string(all[0].new); got != want || all[0].findings != 2 {
		t.Errorf("fixed %d, got %q, want %q", all[0].findings, got, want)
	}
	if !bytes.Equal(all[0].old, []byte(old)) {
		t.Errorf("old is %q", all[0].old)
	}
}
