package analyzer_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var wireOnly = flag.String("wire.only", "", "run only the fixture packages whose path matches `regexp`")

// newestGo is the toolchain that Close drains with; the local one may be older.
const newestGo = "go1.27.3"

// TestWire runs every fixture against real servers and compares what becomes
// of the responses with what the fixture expects. See testdata/README.md.
func TestWire(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs all fixtures twice")
	}
	only, err := regexp.Compile(*wireOnly)
	if err != nil {
		t.Fatal(err)
	}
	var packages []*fixturePackage
	for _, group := range fixtureGroups {
		for _, dir := range group.dirs {
			packages = append(packages, loadFixtures(t, dir)...)
		}
	}
	packages = slices.DeleteFunc(packages, func(p *fixturePackage) bool { return !only.MatchString(p.dir) })
	skipped := 0
	for _, p := range packages {
		for name, reason := range p.skips() {
			skipped++
			t.Logf("not run: %s.%s: %s", p.dir, name, reason)
		}
	}
	seeAll(t, testdata(t))
	overlay := writeOverlay(t, packages, nil)
	toolchains := []string{runtime.Version()}
	if runtime.Version() != newestGo {
		toolchains = append(toolchains, newestGo)
	}
	for _, toolchain := range toolchains {
		t.Run(toolchain, func(t *testing.T) {
			binary := buildWire(t, toolchain, overlay)
			t.Run("ports", func(t *testing.T) {
				ports := exec.Command(binary, "-test.skip=TestCases")
				ports.Dir = filepath.Join(testdata(t), "wire")
				if out, err := ports.CombinedOutput(); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			})
			notes := runWire(t, binary)
			t.Logf("%s: %d responses", toolchain, len(notes))
			for _, p := range packages {
				t.Run(p.dir, func(t *testing.T) { p.judge(t, notes) })
			}
		})
	}
	report(t, packages, skipped)
}

// seeAll visits the files that are compiled by another process, so that go
// test does not take a cached result for theirs.
func seeAll(t *testing.T, root string) {
	err := filepath.WalkDir(root, func(_ string, _ os.DirEntry, err error) error { return err })
	if err != nil {
		t.Fatal(err)
	}
}

// report logs how many cases and expectations of each kind there are.
func report(t *testing.T, packages []*fixturePackage, skipped int) {
	cases := 0
	counts := make(map[string]int)
	for _, p := range packages {
		for _, fn := range p.functions() {
			if fn.isCase() {
				cases++
			}
		}
		for _, f := range p.files {
			for line, expectations := range f.expect {
				for _, e := range expectations {
					counts[e.kind+" "+e.category]++
					if e.kind == "miss" || e.kind == "false" {
						t.Logf("known %s: %s/%s:%d: %s", e.kind, p.dir, filepath.Base(f.path), line, f.text[line])
					}
				}
			}
		}
	}
	t.Logf("%d packages, %d cases, %d of them not run", len(packages), cases, skipped)
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%s: %d", k, counts[k])
	}
}

// writeOverlay generates the tables of cases and returns an overlay for go
// build in which each fixture package has its own, and some files have other
// contents.
func writeOverlay(t *testing.T, packages []*fixturePackage, contents map[string][]byte) string {
	root, dir := testdata(t), t.TempDir()
	replace := make(map[string]string)
	add := func(target, content string) {
		src, err := format.Source([]byte(content))
		if err != nil {
			t.Fatalf("%s: %v\n%s", target, err, content)
		}
		file := filepath.Join(dir, strconv.Itoa(len(replace))+".go")
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		replace[target] = file
	}
	var imports strings.Builder
	for _, p := range packages {
		fmt.Fprintf(&imports, "import _ %q\n", "respbody.test/"+p.dir)
		add(filepath.Join(root, p.dir, "zz_wire.go"), p.caseTable(t))
		for _, f := range p.files {
			if src, ok := contents[f.path]; ok {
				add(f.path, string(src))
			}
			if base, ok := strings.CutSuffix(f.path, "_test.go"); ok {
				replace[base+"_test_wire.go"] = cmp.Or(replace[f.path], f.path)
			}
		}
	}
	add(filepath.Join(root, "wire/zz_test.go"), "package wire_test\n"+imports.String())
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return overlay
}

// buildWire compiles the fixtures and the program that runs them.
func buildWire(t *testing.T, toolchain, overlay string) string {
	binary := filepath.Join(t.TempDir(), "wire.test")
	cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", binary, "./wire")
	cmd.Dir = testdata(t)
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if toolchain != runtime.Version() {
		cmd.Env = append(cmd.Env, "GOTOOLCHAIN="+toolchain)
		version := exec.Command("go", "version")
		version.Env = cmd.Env
		if out, err := version.CombinedOutput(); err != nil {
			t.Skipf("no %s: %s", toolchain, out)
		}
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return binary
}

// runWire runs the cases and returns what became of the responses.
func runWire(t *testing.T, binary string) []wireNote {
	file := filepath.Join(t.TempDir(), "notes.json")
	cmd := exec.Command(binary, "-test.run=TestCases", "-test.timeout=5m")
	cmd.Env = append(os.Environ(), "WIRE_NOTES="+file)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Run() // fails if a case fails its *testing.T
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("the fixtures did not run to the end: %s", out.Bytes()[max(0, out.Len()-8000):])
	}
	var notes []wireNote
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	return notes
}
