package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer"
)

// nogoUnitFile names the unit that a process of this test is to analyse.
const nogoUnitFile = "RESPBODY_TEST_NOGO_UNIT"

// TestNogo drives the exported Analyzer over testdata/drivers as Bazel's nogo
// does: each package in a process of its own, which gets the facts of other
// packages as bytes and leaves its own as bytes. What is found is what all other
// drivers find, and the bytes are the same each time, as Bazel's cache assumes.
func TestNogo(t *testing.T) {
	root := filepath.Join(testdata(t), "drivers")
	scratch := t.TempDir()
	facts := map[string]string{} // files, by what the go command calls the package
	var found []string
	fixes := 0
	for i, p := range listUnits(t, root) {
		p.unit.FactsFile = filepath.Join(scratch, fmt.Sprint(i))
		for path, id := range p.imports {
			if facts[id] != "" {
				p.unit.Facts[path] = facts[id]
			}
		}
		facts[p.id] = p.unit.FactsFile
		first, again := p.unit.inProcess(t), p.unit.inProcess(t)
		if !bytes.Equal(first.Facts, again.Facts) {
			t.Errorf("%s: the facts differ from process to process", p.id)
		}
		for _, d := range first.Found {
			name, _ := filepath.Rel(root, d.File)
			found = append(found, fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(name), d.Line, d.Column, d.Message))
			fixes += d.Fixes
		}
	}
	slices.Sort(found)
	found = slices.Compact(found) // a package with tests is compiled twice
	want, err := os.ReadFile(filepath.Join(root, "findings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(found, "\n") + "\n"; got != string(want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if fixes < len(found) {
		t.Errorf("%d fixes for %d findings that have one each", fixes, len(found))
	}
}

// TestReadmeNogo checks what the README tells users of Bazel: the label that
// Gazelle gives the package, and a configuration that the analyzer accepts.
func TestReadmeNogo(t *testing.T) {
	imported := strings.TrimSuffix(reflect.TypeFor[analyzer.Options]().PkgPath(), "/analyzer")
	host, rest, _ := strings.Cut(imported, "/")
	parts := strings.Split(host, ".")
	slices.Reverse(parts)
	repository := strings.Join(parts, "_") + "_" + strings.ReplaceAll(rest, "/", "_")
	if label := fmt.Sprintf("deps = [\"@%s//analyzer\"]", repository); !strings.Contains(readme(t), label) {
		t.Errorf("the README does not have %s", label)
	}

	block := regexp.MustCompile("(?s)```json\n([^`]*\"analyzer_flags\".*?)```").FindStringSubmatch(readme(t))
	if block == nil {
		t.Fatal("the README has no configuration of nogo")
	}
	var config map[string]struct {
		Flags map[string]string `json:"analyzer_flags"`
	}
	if err := json.Unmarshal([]byte(block[1]), &config); err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(analyzer.DefaultOptions())
	if len(config[a.Name].Flags) == 0 {
		t.Errorf("%s sets no flag of %s", block[1], a.Name)
	}
	for name, value := range config[a.Name].Flags {
		if err := a.Flags.Set(name, value); err != nil {
			t.Error(err)
		}
	}
}

// A listedUnit is a package as the go command lists it.
type listedUnit struct {
	id      string
	unit    nogoUnit
	imports map[string]string // ids, by path
}

// listUnits returns the packages of a module and of the modules it needs, and
// their variants for tests, each after what it imports.
func listUnits(t *testing.T, root string) []*listedUnit {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-test", "-json=ImportPath,Dir,GoFiles,Export,Imports,ImportMap,Standard", "./...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOWORK=off")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	export := map[string]string{}
	var units []*listedUnit
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Dir, Export string
			GoFiles, Imports        []string
			ImportMap               map[string]string
			Standard                bool
		}
		if err := dec.Decode(&p); err == io.EOF {
			return units
		} else if err != nil {
			t.Fatal(err)
		}
		export[p.ImportPath] = p.Export
		if p.Standard || strings.HasSuffix(p.ImportPath, ".test") && len(p.GoFiles) == 1 && filepath.IsAbs(p.GoFiles[0]) {
			continue // the main package of a test is made by the go command
		}
		path, _, _ := strings.Cut(p.ImportPath, " [")
		u := &listedUnit{id: p.ImportPath, imports: map[string]string{}}
		u.unit = nogoUnit{Path: path, Export: map[string]string{}, Facts: map[string]string{}}
		for _, name := range p.GoFiles {
			u.unit.Files = append(u.unit.Files, filepath.Join(p.Dir, name))
		}
		for _, id := range p.Imports {
			path, _, _ := strings.Cut(id, " [")
			u.imports[path] = id
			u.unit.Export[path] = export[id]
		}
		units = append(units, u)
	}
}

// A nogoReport is what a process says about its unit.
type nogoReport struct {
	Facts []byte
	Found []nogoFinding
}

type nogoFinding struct {
	File         string
	Line, Column int
	Message      string
	Fixes        int
}

// inProcess analyses a unit in a fresh process: this test binary, once more.
func (u *nogoUnit) inProcess(t *testing.T) nogoReport {
	t.Helper()
	config, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "unit.json")
	if err := os.WriteFile(name, config, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestNogoProcess$")
	cmd.Env = append(os.Environ(), nogoUnitFile+"="+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", u.Path, err, out)
	}
	var r nogoReport
	if data, err := os.ReadFile(name + ".report"); err != nil {
		t.Fatal(err)
	} else if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestNogoProcess is the process of one unit, if there is one.
func TestNogoProcess(t *testing.T) {
	name := os.Getenv(nogoUnitFile)
	if name == "" {
		t.Skip("TestNogo runs this in processes of their own")
	}
	var u nogoUnit
	if data, err := os.ReadFile(name); err != nil {
		t.Fatal(err)
	} else if err := json.Unmarshal(data, &u); err != nil {
		t.Fatal(err)
	}
	report, err := u.analyse(analyzer.Analyzer)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name+".report", data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// analyse runs an analyzer over a unit and writes the facts about it.
func (u *nogoUnit) analyse(a *analysis.Analyzer) (*nogoReport, error) {
	// What is known of the Go version is that of nogo itself, which may be 1.27.
	if err := a.Flags.Set("unread", "on"); err != nil {
		return nil, err
	}
	for _, required := range a.Requires {
		for _, fact := range required.FactTypes {
			gob.Register(fact)
		}
	}
	p, err := u.load()
	if err != nil {
		return nil, err
	}
	if err := p.readFacts(u.Facts); err != nil {
		return nil, err
	}
	diagnostics, err := p.run(a)
	if err != nil {
		return nil, err
	}
	report := new(nogoReport)
	if report.Facts, err = p.encodeFacts(); err != nil {
		return nil, err
	}
	for _, d := range diagnostics {
		at := p.fset.Position(d.Pos)
		report.Found = append(report.Found, nogoFinding{at.Filename, at.Line, at.Column, d.Message, len(d.SuggestedFixes)})
	}
	return report, os.WriteFile(u.FactsFile, report.Facts, 0o666)
}
