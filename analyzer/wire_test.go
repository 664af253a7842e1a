package analyzer_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/types"
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
		for _, p := range loadFixtures(t, group.dir) {
			if only.MatchString(p.dir) {
				packages = append(packages, p)
			}
		}
	}
	skipped := 0
	for _, p := range packages {
		for name, reason := range p.skips() {
			skipped++
			t.Logf("not run: %s.%s: %s", p.dir, name, reason)
		}
	}
	overlay := writeOverlay(t, packages)
	toolchains := []string{runtime.Version()}
	if runtime.Version() != newestGo {
		toolchains = append(toolchains, newestGo)
	}
	for _, toolchain := range toolchains {
		t.Run(toolchain, func(t *testing.T) {
			binary := buildWire(t, toolchain, overlay)
			t.Run("ports", func(t *testing.T) {
				if out, err := exec.Command(binary, "-test.skip=TestCases").CombinedOutput(); err != nil {
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

// A wireNote is wire.Note of testdata/wire.
type wireNote struct {
	Case, Server, Outcome string
	Vector                []int
	Lines                 []string
	Closed, EOF, Drains   bool
}

func (n wireNote) String() string {
	return fmt.Sprintf("%s%v on %s (%s)", n.Case, n.Vector, n.Server, n.Outcome)
}

// open reports whether the response was left open by a run that returned.
func (n wireNote) open() bool { return !n.Closed && n.Outcome == "returned" }

// Building and running.

// skips returns the cases that are not run, and why.
func (p *fixturePackage) skips() map[string]string {
	reasons := make(map[string]string)
	for _, fn := range p.functions() {
		if !fn.isCase() || fn.doc == nil {
			continue
		}
		for _, c := range fn.doc.List {
			if reason, ok := strings.CutPrefix(c.Text, "//wire:skip "); ok {
				reasons[fn.name] = reason
			}
		}
	}
	return reasons
}

// writeOverlay generates the tables of cases and returns an overlay for go
// build in which each fixture package has its own.
func writeOverlay(t *testing.T, packages []*fixturePackage) string {
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
			if base, ok := strings.CutSuffix(f.path, "_test.go"); ok {
				replace[base+"_test_wire.go"] = f.path
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

// caseTable returns the source of a file that registers the package's cases.
func (p *fixturePackage) caseTable(t *testing.T) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\nimport \"respbody.test/wire\"\nfunc init() { wire.Register(\n", p.name)
	skips := p.skips()
	for _, fn := range p.functions() {
		if !fn.isCase() || skips[fn.name] != "" {
			continue
		}
		var c callBuilder
		if missing := c.addAll(p, fn.typ.Params); missing != "" {
			t.Errorf("%s: %s cannot be run: no value for a %s", p.dir, fn.name, missing)
			continue
		}
		call := fmt.Sprintf("%s(%s)", fn.name, strings.Join(c.args, ", "))
		if fn.typ.Results.NumFields() > 0 {
			call = "wire.Settle(" + call + ")"
		}
		first, last := fn.file.line(fn.typ.Pos()), fn.file.line(fn.body.End())
		bare := strings.Contains(strings.Join(fn.file.text[first:last+1], "\n"), "http.NoBody")
		fmt.Fprintf(&b, "wire.Case{Name: %q, Dims: %#v, Bare: %v, Test: %v, Call: func(run *wire.Run) { %s }},\n",
			p.dir+"."+fn.name, c.dims, bare, c.test, call)
	}
	b.WriteString(")}\n")
	return b.String()
}

// A callBuilder makes up the arguments of a case.
type callBuilder struct {
	args []string
	dims []int
	test bool
}

// addAll adds a value per parameter and returns the type there is none for.
func (c *callBuilder) addAll(p *fixturePackage, params *ast.FieldList) string {
	for _, field := range params.List {
		for range max(1, len(field.Names)) {
			if !c.add(p, field.Type) {
				return types.ExprString(field.Type)
			}
		}
	}
	return ""
}

func (c *callBuilder) add(p *fixturePackage, typ ast.Expr) bool {
	vary := func(method string, n int) string {
		c.dims = append(c.dims, n)
		return fmt.Sprintf("run.%s(%d)", method, len(c.dims)-1)
	}
	arg := ""
	switch s := types.ExprString(typ); s {
	case "string":
		arg = "run.String()"
	case "[]string":
		arg = vary("Strings", 3)
	case "...string":
		arg = vary("Strings", 3) + "..."
	case "bool":
		arg = vary("Bool", 2)
	case "int":
		arg = vary("Int", 3)
	case "error":
		arg = vary("Error", 2)
	case "*testing.T", "testing.TB":
		arg, c.test = "run.T()", true
	case "http.Client":
		arg = "*run.Client()"
	default:
		arg = map[string]string{
			"*http.Client":        "run.Client()",
			"http.RoundTripper":   "run.Transport()",
			"*http.Request":       "run.Request()",
			"http.ResponseWriter": "run.ResponseWriter()",
			"context.Context":     "run.Context()",
			"io.Writer":           "run.Writer()",
			"*bufio.Reader":       "run.Reader()",
		}[s]
	}
	if arg == "" {
		arg = structural(p, typ)
	}
	c.args = append(c.args, arg)
	return arg != ""
}

// structural returns a value for a parameter of an interface or function type.
func structural(p *fixturePackage, typ ast.Expr) string {
	if id, ok := typ.(*ast.Ident); ok {
		typ = p.types[id.Name]
	}
	switch typ := typ.(type) {
	case *ast.InterfaceType:
		for _, m := range typ.Methods.List {
			if len(m.Names) == 1 && m.Names[0].Name == "RoundTrip" {
				return "run.Transport()"
			}
		}
		return "run.Client()"
	case *ast.FuncType:
		if typ.Params.NumFields() == 1 && typ.Results.NumFields() == 2 && types.ExprString(typ.Results.List[0].Type) == "*http.Response" {
			switch types.ExprString(typ.Params.List[0].Type) {
			case "string":
				return "run.Client().Get"
			case "*http.Request":
				return "run.Client().Do"
			}
		}
	}
	return ""
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

// Judging.

// A place is a line of a fixture file.
type place struct {
	file string
	line int
}

func (at place) String() string { return fmt.Sprintf("%s:%d", filepath.Base(at.file), at.line) }

// judge compares what the package expects with what was noted.
func (p *fixturePackage) judge(t *testing.T, notes []wireNote) {
	expect := make(map[place][]expectation)
	aliases := make(map[place][]int)
	for _, f := range p.files {
		for line, es := range f.expect {
			expect[place{f.path, line}] = es
		}
		for line, others := range f.aliases() {
			aliases[place{f.path, line}] = others
		}
	}
	expects := func(at place, category string) bool {
		return slices.ContainsFunc(expect[at], func(e expectation) bool { return e.holds(category) })
	}
	allowed := func(lines []place, category string) bool {
		return slices.ContainsFunc(lines, func(at place) bool {
			return slices.ContainsFunc(expect[at], func(e expectation) bool { return e.allows(category) })
		})
	}

	seen := make(map[place]*lineNotes)
	failed := make(map[string]bool) // one message per line and complaint
	fail := func(at place, n wireNote, format string) {
		if key := at.String() + format; !failed[key] {
			failed[key] = true
			t.Errorf("%s/%v: "+format+": %v", p.dir, at, n)
		}
	}
	for _, n := range notes {
		if !strings.HasPrefix(n.Case, p.dir+".") {
			continue
		}
		if n.Outcome == "hung" {
			t.Errorf("%v", n)
			continue
		}
		lines := places(n.Lines, aliases)
		if len(lines) == 0 {
			t.Errorf("%v: a response without a fixture line on its stack", n)
			continue
		}
		if n.open() && !allowed(lines, "unclosed") {
			fail(lines[0], n, "the wire contradicts: left open")
		}
		for _, at := range lines {
			if seen[at] == nil {
				seen[at] = new(lineNotes)
			}
			seen[at].add(n, lines)
		}
	}
	strict := strings.HasPrefix(p.dir, "strict")
	for at, s := range seen {
		if !s.unread(strict) || len(s.open) > 0 {
			continue
		}
		// A line inside a helper is as short of EOF as its callers are: one of
		// the lines of the stack must say so.
		for _, n := range s.short {
			if !allowed(n.lines, "unread") && !allowed(n.lines, "unclosed") {
				fail(at, n.note, "the wire contradicts: closed without being read to EOF")
			}
		}
	}
	for at, es := range expect {
		s := seen[at]
		if s == nil {
			s = new(lineNotes)
		}
		switch {
		case p.skippedAt(at):
		case slices.ContainsFunc(es, func(e expectation) bool { return e.kind == "ignored" }):
		case expects(at, "unclosed") && len(s.open) == 0:
			t.Errorf("%s/%v: expects unclosed, but no run that returns leaves a response open", p.dir, at)
		case expects(at, "unread") && len(s.open) > 0:
			t.Errorf("%s/%v: expects unread, but is left open: %v", p.dir, at, s.open[0].note)
		case expects(at, "unread") && !s.unread(strict):
			t.Errorf("%s/%v: expects unread, but is read to EOF or never closed: %s", p.dir, at, s.why())
		}
	}
}

// skippedAt reports whether the place is inside a case that is not run.
func (p *fixturePackage) skippedAt(at place) bool {
	skips := p.skips()
	for _, fn := range p.functions() {
		if skips[fn.name] != "" && fn.file.path == at.file && fn.file.line(fn.typ.Pos()) <= at.line && at.line <= fn.file.line(fn.body.End()) {
			return true
		}
	}
	return false
}

// lineNotes are the responses requested through one line.
type lineNotes struct {
	open        []placedNote // left open
	short, full []placedNote // closed before EOF, read to EOF, where that can matter
}

type placedNote struct {
	note  wireNote
	lines []place
}

func (s *lineNotes) add(n wireNote, lines []place) {
	switch {
	case n.open():
		s.open = append(s.open, placedNote{n, lines})
	case n.Drains && n.EOF:
		s.full = append(s.full, placedNote{n, lines})
	case n.Drains && n.Closed && n.Outcome == "returned":
		s.short = append(s.short, placedNote{n, lines})
	}
}

// unread reports whether the line's bodies are closed but not read: none to
// EOF, or in strict fixtures not all.
func (s *lineNotes) unread(strict bool) bool {
	return len(s.short) > 0 && (strict || len(s.full) == 0)
}

func (s *lineNotes) why() string {
	if len(s.full) > 0 {
		return fmt.Sprintf("EOF in %v", s.full[0].note)
	}
	return "nothing was closed"
}

// places turns the lines of a note into places, those first that are
// innermost.
func places(lines []string, aliases map[place][]int) []place {
	var all []place
	for _, s := range lines {
		i := strings.LastIndex(s, ":")
		line, _ := strconv.Atoi(s[i+1:])
		at := place{strings.Replace(s[:i], "_test_wire.go", "_test.go", 1), line}
		all = append(all, at)
		for _, other := range aliases[at] {
			all = append(all, place{at.file, other})
		}
	}
	return all
}

// aliases maps lines that a stack may show to lines that an expectation may
// stand on: a call's parenthesis to where the call begins, and the ends of a
// function to its deferred calls.
func (f *fixtureFile) aliases() map[int][]int {
	m := make(map[int][]int)
	add := func(from, to int) {
		if from != to {
			m[from] = append(m[from], to)
		}
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			add(f.line(n.Lparen), f.line(n.Pos()))
		case *ast.FuncDecl:
			if n.Body != nil {
				f.addDefers(n.Body, add)
			}
		case *ast.FuncLit:
			f.addDefers(n.Body, add)
		}
		return true
	})
	return m
}

func (f *fixtureFile) addDefers(body *ast.BlockStmt, add func(from, to int)) {
	var defers []int
	ends := []int{f.line(body.Rbrace)}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			if _, ok := n.Call.Fun.(*ast.FuncLit); !ok {
				defers = append(defers, f.line(n.Pos()))
			}
		case *ast.ReturnStmt:
			ends = append(ends, f.line(n.Pos()))
		}
		return true
	})
	for _, end := range ends {
		for _, d := range defers {
			add(end, d)
		}
	}
}
