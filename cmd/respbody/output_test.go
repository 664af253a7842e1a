package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestDecodeOldOutput reads what go vet -json of Go 1.25 writes: all of it to
// stderr, documents between messages.
func TestDecodeOldOutput(t *testing.T) {
	stderr := `# example.com/m/bad
bad/bad.go:5:21: cannot use 1 (untyped int constant) as string value in argument to f
# example.com/m/lib
{
	"example.com/m/lib": {
		"respbody": [
			{
				"category": "unclosed",
				"posn": "/m/lib/lib.go:6:15",
				"end": "/m/lib/lib.go:6:26",
				"message": "response body of http.Get is never closed"
			}
		]
	}
}
# example.com/m/app
# [example.com/m/app]
{}
`
	to := relativizer{dirs: []string{filepath.FromSlash("/m")}}
	documents, messages := splitStreams(nil, []byte(stderr))
	findings, count, err := decodeFindings(documents, to)
	if err != nil || count != 2 || len(findings) != 1 {
		t.Fatalf("%d documents, findings %v, error %v", count, findings, err)
	}
	if f := findings[0]; f.Line != 6 || f.Column != 15 || f.End.Column != 26 || f.URL != ruleURL("unclosed") {
		t.Errorf("got %+v", f)
	}
	problems, notes := parseMessages(string(messages), true, "", to)
	if len(problems) != 1 || problems[0].Package != "example.com/m/bad" || problems[0].Line != 5 || len(notes) > 0 {
		t.Errorf("problems %v, notes %v", problems, notes)
	}
}

func TestDecodeFailures(t *testing.T) {
	for _, test := range []struct{ documents, want string }{
		{`{"p": {"respbody": {"error": "it broke"}}} {}`, "p: it broke"},
		{`{"p": `, "reading the output of go vet"},
		{`{"p": {"respbody": 7}}`, "reading the output of go vet"},
	} {
		_, _, err := decodeFindings([]byte(test.documents), relativizer{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", test.documents, err, test.want)
		}
	}
}

func TestParseMessages(t *testing.T) {
	for _, test := range []struct {
		name, messages string
		problems       []string
		notes          int
	}{
		{
			"a crash keeps its trace together",
			"# p\npanic: oh\n\ngoroutine 1 [running]:\nmain.f()\n\t/x/y.go:1 +0x1\n# q\nq.go:1:2: wrong\n",
			[]string{"respbody: p: panic: oh\ngoroutine 1 [running]:\nmain.f()\n\t/x/y.go:1 +0x1", "q.go:1:2: wrong"}, 0,
		},
		{
			"downloads are no problem",
			"go: downloading example.com/x v1.0.0\nno Go files in /x\n",
			[]string{"respbody: no Go files in /x"}, 1,
		},
		{
			"the usage of go vet is not ours",
			"flag needs an argument: -tags\nusage: go vet [packages]\nRun 'go help vet' for details.\n",
			[]string{"respbody: flag needs an argument: -tags"}, 0,
		},
		{
			"the tool's own prefix is not said twice",
			"# p\nrespbody: missing facts\n",
			[]string{"respbody: p: missing facts"}, 0,
		},
		{
			"a failure is not repeated by every importer",
			"# p\npanic: oh\n# q\nq.go:1:2: could not import p (no package vetx file for \"p\")\n",
			[]string{"respbody: p: panic: oh"}, 0,
		},
		{
			"no column",
			"# p\nx/y.go:7: wrong\n",
			[]string{"x/y.go:7: wrong"}, 0,
		},
	} {
		problems, notes := parseMessages(test.messages, true, "", newRelativizer())
		var got []string
		for _, p := range problems {
			got = append(got, filepath.ToSlash(p.String()))
		}
		if !slices.Equal(got, test.problems) || len(notes) != test.notes {
			t.Errorf("%s: got %q, notes %q", test.name, got, notes)
		}
	}
	if problems, notes := parseMessages("go: warning: ignored\n", false, "", relativizer{}); len(problems) > 0 || len(notes) != 1 {
		t.Errorf("without a failure: problems %v, notes %v", problems, notes)
	}
}

func TestKeepFindings(t *testing.T) {
	asked := map[string]bool{"m/p": true, "m/odd_test": true}
	for _, test := range []struct {
		pkg, path string
		want      bool
	}{
		{"m/p", "/m/p/p.go", true},
		{"m/p [m/p.test]", "/m/p/p_test.go", true},
		{"m/p [m/q.test]", "/m/p/p.go", true},
		{"m/p_test", "/m/p/x_test.go", true},
		{"m/p_test [m/p.test]", "/m/p/x_test.go", true},
		{"m/p_test", "/m/p_test/p.go", false},
		{"m/odd_test", "/m/odd_test/odd.go", true},
		{"m/odd_test [m/odd_test.test]", "/m/odd_test/odd_test.go", true},
		{"m/q", "/m/q/q.go", false},
		{"m/q [m/p.test]", "/m/q/q.go", false},
	} {
		got := keepFindings([]finding{{pkg: test.pkg, span: span{path: test.path}}}, asked, true)
		if (len(got) == 1) != test.want {
			t.Errorf("%s in %s: kept %t", test.path, test.pkg, len(got) == 1)
		}
	}
}

func TestParsePosition(t *testing.T) {
	for s, want := range map[string]struct {
		file string
		position
	}{
		"/a/b.go:3:4":     {"/a/b.go", position{3, 4}},
		`C:\a\b.go:3:4`:   {`C:\a\b.go`, position{3, 4}},
		"/a:1:2/b.go:3:4": {"/a:1:2/b.go", position{3, 4}},
		"-":               {"-", position{}},
		"/a/b.go":         {"/a/b.go", position{}},
	} {
		if file, p := parsePosition(s); file != want.file || p != want.position {
			t.Errorf("parsePosition(%s) = %s, %v", s, file, p)
		}
	}
}

func TestRelativizer(t *testing.T) {
	to := relativizer{dirs: []string{filepath.FromSlash("/link/m"), filepath.FromSlash("/real/m")}}
	for path, want := range map[string]string{
		"/link/m/a.go":   "a.go",
		"/real/m/a/b.go": "a/b.go",
		"/link/x/a.go":   "../x/a.go",
		"a.go":           "a.go",
	} {
		if got := filepath.ToSlash(to.name(filepath.FromSlash(path))); got != want {
			t.Errorf("name(%s) = %s, want %s", path, got, want)
		}
	}
}

// TestSummary checks the last line of a run, above all that it says where a go
// line has switched the rule unread off.
func TestSummary(t *testing.T) {
	packages := []packageInfo{
		{"a", "a", "", "1.27"}, {"a/x", "a", "", "1.27"}, {"b", "b", "", "1.26.3"}, {"c", "c", "", "1.27rc1"}, {"fmt", "", "", ""},
	}
	draining, all := modulesThatDrain(packages)
	if draining != 2 || all != 3 {
		t.Errorf("%d of %d modules", draining, all)
	}
	found := []finding{{Category: "unread"}, {Category: "unclosed"}, {Category: "unread"}}
	for _, test := range []struct {
		report report
		want   string
	}{
		{report{}, ""},
		{report{problems: []problem{{}}}, ""},
		{report{checked: true}, "nothing found"},
		{report{checked: true, findings: found}, "3 findings: 1 unclosed, 2 unread"},
		{report{checked: true, findings: found[:1], problems: []problem{{}}}, "1 finding: 1 unread; 1 error kept packages from being checked"},
		{report{checked: true, draining: 1, modules: 1}, "nothing found (unread is off as the module's go line is 1.27"},
		{report{checked: true, draining: 2, modules: 3}, "nothing found (unread is off in 2 of 3 modules, whose go line is 1.27"},
	} {
		if got := summary(&test.report); !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestUnreadOff runs over a module whose go line switches the rule unread off.
func TestUnreadOff(t *testing.T) {
	if !drainsItself(goVersion(t)) {
		t.Skip("needs Go 1.27")
	}
	dir := writeModule(t, txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.27.0
-- m.go --
package m

func F() {}
`)).Files)
	const note = "respbody: nothing found (unread is off as the module's go line is 1.27 or later"
	if o := runIn(t, dir, nil, program); o.status != statusClean || !strings.HasPrefix(o.stderr, note) {
		t.Errorf("status %d, %s", o.status, o.stderr)
	}
	for _, args := range [][]string{{"-json"}, {"-sarif"}, {"-github"}} {
		if o := runIn(t, dir, nil, program, args...); o.status != statusClean || o.stderr != "" {
			t.Errorf("%v: status %d, %s", args, o.status, o.stderr)
		}
	}
}
