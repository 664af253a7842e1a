package bodyclose

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/timakin/bodyclose/passes/bodyclose"
)

// A tally counts cases by what is true of them, and in how
// many of them something is reported.
type tally struct {
	leaking, clean       int // cases that leave a body open on some path, and that do not
	theirs, theirsFalse  int // of these, where bodyclose reports something
	ours, oursFalse      int // the same for respbody
	unread, theirsUnread int // cases that only close a body unread, and where bodyclose reports that
	oursUnread           int
}

// TestFixtures counts what both report in the cases of testdata/fixtures, and
// TestClients in those of testdata/clients, whose truth has been measured on
// servers (see the README of testdata). A case that has an expectation of its own
// is looked at, and one without any in its body that is named good; those with a
// directive of respbody are not.
func TestFixtures(t *testing.T) { compare(t, "..", "./fixtures/...", 0) }

func TestClients(t *testing.T) {
	if testing.Short() {
		t.Skip("builds SSA for fifteen SDKs and all they need")
	}
	download := exec.Command("go", "mod", "download")
	download.Dir = filepath.Join("..", "clients")
	if out, err := download.CombinedOutput(); err != nil {
		t.Skipf("the SDKs cannot be downloaded: %v\n%s", err, out)
	}
	compare(t, download.Dir, "./...", 2)
}

// compare counts the cases of the packages that match in dir, and compares the
// shares with those in the table of the README, from a column on.
func compare(t *testing.T, dir, pattern string, column int) {
	root, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	theirs, ours := report(t, bodyclose.Analyzer, root, pattern), report(t, respbody(), root, pattern)
	if err := bodyclose.Analyzer.Flags.Set("check-consumption", "true"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bodyclose.Analyzer.Flags.Set("check-consumption", "false") })
	consumption := report(t, bodyclose.Analyzer, root, pattern)

	var n tally
	for _, c := range cases(t, filepath.Join(root, strings.TrimSuffix(pattern, "..."))) {
		switch {
		case c.unclosed:
			n.leaking++
			n.theirs += c.has(theirs)
			n.ours += c.has(ours)
		case c.unread:
			n.unread++
			n.theirsUnread += c.has(consumption)
			n.oursUnread += c.has(ours)
		case c.good:
			n.clean++
			n.theirsFalse += c.has(theirs)
			n.oursFalse += c.has(ours)
		}
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []row{
		{"leave a body open on some path", n.leaking, n.theirs, n.ours},
		{"close a body unread", n.unread, n.theirsUnread, n.oursUnread},
		{"do neither", n.clean, n.theirsFalse, n.oursFalse},
	} {
		t.Logf("%d cases %s: bodyclose reports %d, respbody %d", row.all, row.what, row.theirs, row.ours)
		row.check(t, string(text), column)
	}
}

// A row is one of the table in the README.
type row struct {
	what              string
	all, theirs, ours int
}

// check compares a row with that of the README, which is in per cent and may lag
// behind the cases a little.
func (r row) check(t *testing.T, readme string, column int) {
	t.Helper()
	m := regexp.MustCompile(regexp.QuoteMeta(r.what) + `[^|]*((?:\| \d+ % ){4})\|`).FindStringSubmatch(readme)
	if m == nil {
		t.Errorf("the README has no row about cases that %s", r.what)
		return
	}
	shares := regexp.MustCompile(`\d+`).FindAllString(m[1], -1)[column:]
	for i, n := range []int{r.theirs, r.ours} {
		said, err := strconv.Atoi(shares[i])
		if err != nil {
			t.Fatal(err)
		}
		if is := 100 * float64(n) / float64(r.all); math.Abs(is-float64(said)) > 3 {
			t.Errorf("cases that %s: %.0f %%, and the README says %d %%", r.what, is, said)
		}
	}
}

// A fixtureCase is a function whose name begins with good or bad.
type fixtureCase struct {
	file             string
	from, to         int
	good             bool
	unclosed, unread bool // what is true of a response requested in it
}

// has returns 1 if something is reported in the case.
func (c fixtureCase) has(found map[line]string) int {
	for n := c.from; n <= c.to; n++ {
		if found[line{c.file, n}] != "" {
			return 1
		}
	}
	return 0
}

// cases parses the fixtures below a directory.
func cases(t *testing.T, dir string) []fixtureCase {
	t.Helper()
	var all []fixtureCase
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		lines := strings.Split(string(text), "\n")
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(fn.Name.Name, "good") && !strings.HasPrefix(fn.Name.Name, "bad") {
				continue
			}
			c := fixtureCase{
				file: path,
				from: fset.Position(fn.Pos()).Line,
				to:   fset.Position(fn.End()).Line,
				good: strings.HasPrefix(fn.Name.Name, "good"),
			}
			body := lines[c.from-1 : c.to]
			if strings.Contains(strings.Join(body, "\n"), "//respbody:") || strings.Contains(strings.Join(body, "\n"), "//nolint") {
				continue
			}
			for _, l := range body {
				c.expect(l)
			}
			all = append(all, c)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// expect reads what a line says to be true.
func (c *fixtureCase) expect(l string) {
	if strings.Contains(l, "// false: ") {
		return // respbody reports it, and is wrong
	}
	want := regexp.MustCompile(`// want "(.*)"`).FindStringSubmatch(l)
	miss := regexp.MustCompile(`// miss (unclosed|unread)`).FindStringSubmatch(l)
	switch {
	case miss != nil && miss[1] == "unread", want != nil && (strings.Contains(want[1], "read to EOF") || strings.Contains(want[1], "reused")):
		c.unread = true
	case miss != nil, want != nil && !strings.Contains(want[1], "respbody:"):
		c.unclosed = true
	}
}
