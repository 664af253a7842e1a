package fix

import (
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// parse returns the source of a file without types.
func parse(t *testing.T, text string) *source {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p := New(Config{Fset: fset, ReadFile: func(string) ([]byte, error) { return []byte(text), nil }})
	return p.source(file)
}

// at returns an edit that puts new text in the place of the first old one.
func at(s *source, old, text string) edit {
	start := strings.Index(s.text, old)
	return edit{start: start, end: start + len(old), text: text}
}

func TestMerge(t *testing.T) {
	const text = "package p\n\nfunc f() { a(); b() }\n"
	s := parse(t, text)
	insert := func(text string) edit { return edit{start: 22, end: 22, text: text} }
	for _, test := range []struct {
		name  string
		edits []edit
		want  string // "" if they are at odds, or do not parse
	}{
		{"in any order", []edit{at(s, "b()", "d()"), at(s, "a()", "c()")}, "package p\n\nfunc f() { c(); d() }\n"},
		{"two insertions in one place, the first first", []edit{insert("x(); "), insert("y(); ")}, "package p\n\nfunc f() { x(); y(); a(); b() }\n"},
		{"insertion before what is replaced", []edit{at(s, "a()", "c()"), insert("x(); ")}, "package p\n\nfunc f() { x(); c(); b() }\n"},
		{"overlap", []edit{at(s, "a(); b()", "c()"), at(s, "b()", "d()")}, ""},
		{"no Go", []edit{at(s, "a()", "(")}, ""},
		{"none", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			edits, ok := s.merge(test.edits)
			if ok != (test.want != "") {
				t.Fatalf("merged: %v", ok)
			}
			if got, _ := s.apply(whole(s), edits); ok && got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Two changes must not touch each other, for drivers differ in what comes first
// then; but both may add the same import.
func TestConflicts(t *testing.T) {
	s := parse(t, "package p\n\nfunc f() { a(); b() }\n")
	imports := edit{start: 9, end: 9, text: "\n\nimport \"io\"", shared: true}
	s.changes = []*Change{{src: s, edits: []edit{imports, at(s, "a()", "c()")}}}
	for _, test := range []struct {
		name string
		edit edit
		want bool
	}{
		{"elsewhere", at(s, "b()", "d()"), false},
		{"the same import", imports, false},
		{"another import there", edit{start: 9, end: 9, text: "\n\nimport \"os\"", shared: true}, true},
		{"the same place", at(s, "a()", "d()"), true},
		{"right behind", at(s, ";", " ;"), true},
	} {
		if got := s.conflicts([]edit{test.edit}, nil); got != test.want {
			t.Errorf("%s: conflicts: %v", test.name, got)
		}
	}
	if s.conflicts(s.changes[0].edits, s.changes[0]) {
		t.Error("a change is at odds with itself")
	}
}

// Lines are added with the newlines that the file has, and comments stay with
// the statement that they were written for.
func TestLines(t *testing.T) {
	const text = "package p\n\nfunc f() {\n\t// About a.\n\ta() // here\n\tif x { b() }\n}\n"
	for _, newline := range []string{"\n", "\r\n"} {
		s := parse(t, strings.ReplaceAll(text, "\n", newline))
		list := statements(s)
		line := []string{"n()"}
		for _, test := range []struct {
			edit edit
			want string
		}{
			{s.before(list[0], line), "package p\n\nfunc f() {\n\tn()\n\t// About a.\n\ta() // here\n\tif x { b() }\n}\n"},
			{s.above(list[0], line), "package p\n\nfunc f() {\n\t// About a.\n\tn()\n\ta() // here\n\tif x { b() }\n}\n"},
			{s.after(list[0], line), "package p\n\nfunc f() {\n\t// About a.\n\ta() // here\n\tn()\n\tif x { b() }\n}\n"},
			{s.without(list[0]), "package p\n\nfunc f() {\n\tif x { b() }\n}\n"},
		} {
			want := strings.ReplaceAll(test.want, "\n", newline)
			if got, _ := s.apply(whole(s), []edit{test.edit}); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

// What gofmt changes around an edit becomes part of it.
func TestPolish(t *testing.T) {
	s := parse(t, "package p\n\nvar (\n\ta = 1 // one\n\tb = 2 // two\n)\n")
	edits := s.polish([]edit{at(s, "a = 1", "long = 1")})
	const want = "package p\n\nvar (\n\tlong = 1 // one\n\tb    = 2 // two\n)\n"
	if got, ok := s.apply(whole(s), edits); !ok || got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if unformatted := parse(t, "package p\n\nvar  a = 1\nvar bb  = 2\n"); true {
		edits := []edit{at(unformatted, "a = 1", "c = 1")}
		if got := unformatted.polish(edits); !slices.Equal(got, edits) {
			t.Errorf("a file that gofmt has not seen is formatted: %v", got)
		}
	}
}

// whole returns a source as one portion.
func whole(s *source) portion { return portion{0, len(s.text)} }
