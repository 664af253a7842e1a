package analyzer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/respbody/respbody/analyzer"
)

// TestWay checks the places that belong to a finding: the conditions that lead
// to the exit, where others do not, and the exit. Lines count from the opening
// brace of the function.
func TestWay(t *testing.T) {
	tests := slices.Concat(exitTests(), conditionTests(), laterTests())
	found := placesOf(t, tests)
	for i, test := range tests {
		if got := found[i]; !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// A wayTest is a finding in the body of a function, and the places that belong to it.
type wayTest struct {
	name, code string
	want       []string
}

// exitTests are about the exits of a function and the conditions before them.
func exitTests() []wayTest {
	return []wayTest{
		{"an exit of its own", `
			resp, err := http.Get(url)
			if err != nil || resp.StatusCode != 200 {
				return err
			}
			return resp.Body.Close()`,
			[]string{"2: resp.StatusCode != 200 is true", "3: returns here with the body open"}},
		{"no path closes it, so that no condition matters", `
			resp, err := http.Get(url)
			if err != nil || resp.StatusCode != 200 {
				return err
			}
			return nil`,
			[]string{"3: returns here with the body open"}},
		{"a condition without consequences", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if flag { println("flag") } else { println("none") }
			if resp.StatusCode != 200 {
				return nil
			}
			return resp.Body.Close()`,
			[]string{"4: resp.StatusCode != 200 is true", "5: returns here with the body open"}},
		{"several that have none together", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if flag { println("flag") } else if n > 1 { println("more") } else { println("none") }
			if resp.StatusCode != 200 {
				return nil
			}
			return resp.Body.Close()`,
			[]string{"4: resp.StatusCode != 200 is true", "5: returns here with the body open"}},
		{"a condition that decides although its branches meet again", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if flag {
				resp.Body.Close()
			}
			return nil`,
			[]string{"3: flag is false", "6: returns here with the body open"}},
		{"a helper that closes when it fails", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if err := check(resp); err != nil {
				return err
			}
			return nil`,
			[]string{"3: err != nil is false", "6: returns here with the body open"}},
	}
}

// conditionTests are about the kinds of conditions.
func conditionTests() []wayTest {
	return []wayTest{
		{"not, and and or", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if !(flag && n == 1) || resp.ContentLength > 10 {
				return resp.Body.Close()
			}
			return nil`,
			[]string{"3: flag is true", "3: n == 1 is true", "3: resp.ContentLength > 10 is false", "6: returns here with the body open"}},
		{"a flag that was computed before", `
			resp, err := http.Get(url)
			if err != nil { return err }
			good := resp.StatusCode == 200
			println(good)
			if !good { return nil }
			return resp.Body.Close()`,
			[]string{"3: resp.StatusCode == 200 is false", "5: good is false", "5: returns here with the body open"}},
		{"a case", `
			resp, err := http.Get(url)
			if err != nil { return err }
			switch resp.StatusCode {
			case 200: return resp.Body.Close()
			case 404: return nil
			}
			return resp.Body.Close()`,
			[]string{"5: resp.StatusCode == 404 is true", "5: returns here with the body open"}},
	}
}

// laterTests are about loops, assignments and literals.
func laterTests() []wayTest {
	return []wayTest{
		{"a way round a loop", `
			for i := range n {
				resp, err := http.Get(url)
				if err != nil { return err }
				if i > 1 { continue }
				resp.Body.Close()
			}
			return nil`,
			[]string{"4: i > 1 is true", "2: the last reference to the open body is lost here"}},
		{"what follows the loss does not lead to it", `
			resp, err := http.Get(url)
			if err != nil { return err }
			if flag {
				resp, err = http.Get(url)
				if err != nil { return err }
			}
			return resp.Body.Close()`,
			[]string{"3: flag is true", "4: the last reference to the open body is lost here"}},
		{"a literal that runs when the function ends", `
			resp, err := http.Get(url)
			if err != nil { return err }
			defer func() {
				if flag { resp.Body.Close() }
			}()
			return nil`,
			[]string{"4: flag is false", "6: returns here with the body open"}},
	}
}

// placesOf returns the places that belong to the finding of each function.
func placesOf(t *testing.T, tests []wayTest) [][]string {
	t.Helper()
	source := "package p\n\nimport \"net/http\"\n\n" +
		"func check(resp *http.Response) error {\n" +
		"\tif resp.StatusCode == 200 { return nil }\n" +
		"\tresp.Body.Close()\n\treturn http.ErrAbortHandler\n}\n\n"
	for i, test := range tests {
		source += fmt.Sprintf("func f%d(url string, flag bool, n int) error {\n//line %d:1\n%s\n}\n\n", i, i, strings.TrimLeft(test.code, "\n"))
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module source.test\n\ngo 1.26\n", "p.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, ".")
	if err != nil {
		t.Fatal(err)
	}
	opts := analyzer.DefaultOptions()
	opts.Unread = "off"
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(opts)}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	root := graph.Roots[0]
	if root.Err != nil {
		t.Fatal(root.Err)
	}
	places := make([][]string, len(tests))
	for _, d := range root.Diagnostics {
		i, err := strconv.Atoi(filepath.Base(root.Package.Fset.Position(d.Pos).Filename))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Related {
			places[i] = append(places[i], fmt.Sprintf("%d: %s", root.Package.Fset.Position(r.Pos).Line, r.Message))
		}
	}
	return places
}
