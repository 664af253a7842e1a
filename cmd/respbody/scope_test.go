package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// scopeModule has a package in every kind of directory that patterns pass over, and
// beside each one that they do not.
const scopeModule = `
-- go.mod --
module example.com/m

go 1.26.0

require example.com/m/nested v0.0.0

replace example.com/m/nested => ./nested
-- m.go --
package m
-- a/a.go --
package a
-- a/a_test.go --
package a_test
-- a/b/b.go --
package b
-- ab/ab.go --
package ab
-- a/testdata/t/t.go --
package t
-- testdata/t/t.go --
package t
-- a/_u/u.go --
package u
-- a/.d/d.go --
package d
-- nested/go.mod --
module example.com/m/nested
-- nested/n.go --
package nested
-- nested/x/x.go --
package x
-- empty/README --
nothing
`

// TestScope asks for packages by patterns and wants the same of the directories as of
// go list.
func TestScope(t *testing.T) {
	root := writeModule(t, txtar.Parse([]byte(scopeModule)).Files)
	for _, test := range []struct {
		dir      string
		patterns string
		unknown  bool // go list has to be asked
	}{
		{".", "./...", false},
		{".", ".", false},
		{".", "./a", false},
		{".", "./a/...", false},
		{".", "./a ./ab", false},
		{"a", "./...", false},
		{"a", "./b/...", false},
		{".", "./a/b/...", false},
		{".", "./testdata/t", false},
		{".", "./a/_u", false},
		{".", "./testdata/...", true},
		{".", "./.../b", true},
		{".", "./a*/...", false}, // no wildcard, but a directory that is not there
		{".", "example.com/m/...", true},
		{".", "example.com/m/nested/...", true},
		{".", "all", true},
		{".", "./a/a.go", true}, // a file, whose package has no path
		{"a", "../...", true},
		{"nested", "./...", false},
	} {
		dir := filepath.Join(root, test.dir)
		g, err := newGoCommand(&invocation{dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		patterns := strings.Fields(test.patterns)
		s := newScope(g.set, dir, nil, patterns)
		if (s == nil) != test.unknown {
			t.Errorf("%s: %s: scope %v", test.dir, test.patterns, s)
		}
		if s == nil {
			continue
		}
		packages, err := g.list(patterns)
		if err != nil {
			t.Fatal(err)
		}
		found := everywhere(t, root)
		asked, ok := s.asked(found)
		for _, f := range found {
			pkg := packagePath(f.pkg)
			want := slices.ContainsFunc(packages, func(p packageInfo) bool { return p.path == pkg })
			if !ok || asked[pkg] != want {
				t.Errorf("%s: %s: %s: %v, but go list says %v", test.dir, test.patterns, pkg, asked[pkg], want)
			}
		}
	}
}

// TestScopeUnknown gives up where go.mod and the directories are not all that counts.
func TestScopeUnknown(t *testing.T) {
	root := writeModule(t, txtar.Parse([]byte(scopeModule)).Files)
	gomod := filepath.Join(root, "go.mod")
	for _, test := range []struct {
		name  string
		env   goEnv
		build []string
		known bool
	}{
		{"module", goEnv{GOMOD: gomod}, nil, true},
		{"no workspace", goEnv{GOMOD: gomod, GOWORK: "off"}, []string{"-tags=x"}, true},
		{"no module", goEnv{}, nil, false},
		{"null device", goEnv{GOMOD: os.DevNull}, nil, false},
		{"workspace", goEnv{GOMOD: gomod, GOWORK: filepath.Join(root, "go.work")}, nil, false},
		{"other go.mod", goEnv{GOMOD: gomod}, []string{"-modfile=x.mod"}, false},
		{"other files", goEnv{GOMOD: gomod, GOFLAGS: "-mod=mod -overlay=x.json"}, nil, false},
	} {
		if s := newScope(test.env, root, test.build, []string{"./..."}); (s != nil) != test.known {
			t.Errorf("%s: scope %v", test.name, s)
		}
	}

	if err := os.Symlink(filepath.Join(root, "a"), filepath.Join(root, "link")); err != nil {
		t.Skip(err)
	}
	s := newScope(goEnv{GOMOD: gomod}, root, nil, []string{"./..."})
	if asked, ok := s.asked([]finding{{pkg: "example.com/m/link"}}); ok {
		t.Errorf("package behind a symbolic link: %v", asked)
	}

	ignoring := []byte("module example.com/m\n\ngo 1.26.0\n\nignore ./a\n")
	if err := os.WriteFile(gomod, ignoring, 0o666); err != nil {
		t.Fatal(err)
	}
	if s := newScope(goEnv{GOMOD: gomod}, root, nil, []string{"./..."}); s != nil {
		t.Errorf("with directories to ignore: scope %v", s)
	}
}

// everywhere returns findings in each directory of a module that has a Go file, in
// its tests, and where no package of it is.
func everywhere(t *testing.T, root string) []finding {
	found := []finding{{pkg: "net/http"}, {pkg: "example.com/mm"}}
	err := filepath.WalkDir(root, func(file string, _ fs.DirEntry, err error) error {
		if filepath.Ext(file) != ".go" {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		pkg := path.Join("example.com/m", filepath.ToSlash(rel))
		found = append(found, finding{pkg: pkg}, finding{pkg: pkg + "_test [" + pkg + ".test]"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
