package fix

import (
	"go/ast"
	"testing"
)

// statements returns the statements of the only function of a file.
func statements(s *source) []ast.Stmt {
	for _, d := range s.syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			return fn.Body.List
		}
	}
	return nil
}

func TestPlaceImports(t *testing.T) {
	const io, ioutil = `"io"`, `"io/ioutil"`
	for _, test := range []struct {
		name  string
		old   string
		specs []string
		want  string
	}{
		{"no imports", "package p\n", []string{io}, "package p\n\nimport \"io\"\n"},
		{"no imports, two to add", "package p\n", []string{ioutil, io}, "package p\n\nimport (\n\t\"io\"\n\t\"io/ioutil\"\n)\n"},
		{"after a lone one", "package p\n\nimport \"fmt\" // for printing\n", []string{io}, "package p\n\nimport (\n\t\"fmt\" // for printing\n\t\"io\"\n)\n"},
		{"before a lone one", "package p\n\nimport \"net/http\"\n", []string{io}, "package p\n\nimport (\n\t\"io\"\n\t\"net/http\"\n)\n"},
		{"around a lone one", "package p\n\nimport \"io/fs\"\n", []string{io, ioutil}, "package p\n\nimport (\n\t\"io\"\n\t\"io/fs\"\n\t\"io/ioutil\"\n)\n"},
		{"lone ones", "package p\n\nimport \"fmt\"\nimport \"os\"\n", []string{io}, "package p\n\nimport \"fmt\"\nimport \"io\"\nimport \"os\"\n"},
		{"into a block", "package p\n\nimport (\n\t\"fmt\"\n\t// The client.\n\t\"net/http\"\n)\n", []string{io}, "package p\n\nimport (\n\t\"fmt\"\n\t\"io\"\n\t// The client.\n\t\"net/http\"\n)\n"},
		{"into the standard library's group", "package p\n\nimport (\n\t\"x.org/a\"\n\n\t\"fmt\"\n)\n", []string{io}, "package p\n\nimport (\n\t\"x.org/a\"\n\n\t\"fmt\"\n\t\"io\"\n)\n"},
		{"into an empty block", "package p\n\nimport ()\n", []string{io}, "package p\n\nimport (\n\t\"io\"\n)\n"},
		{"beside C", "package p\n\n// int one;\nimport \"C\"\n\nimport \"fmt\"\n", []string{io}, "package p\n\n// int one;\nimport \"C\"\n\nimport (\n\t\"fmt\"\n\t\"io\"\n)\n"},
		{"only C", "package p\n\n// int one;\nimport \"C\"\n", []string{io}, "package p\n\nimport \"io\"\n\n// int one;\nimport \"C\"\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := parse(t, test.old)
			var edits []edit
			for _, spec := range test.specs {
				edits = append(edits, edit{text: spec, imports: spec[1 : len(spec)-1]})
			}
			edits, ok := s.merge(s.placeImports(edits))
			if !ok {
				t.Fatal("the edits are at odds")
			}
			if got, _ := s.apply(whole(s), edits); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
