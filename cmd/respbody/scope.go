package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// A scope knows which packages the patterns of a command line match, as long as all
// are directories of one module. It looks only at the directories that lead to a
// package, where go list reads every one there is; on a large module that is a tenth
// of a run in which nothing has changed.
type scope struct {
	root      string // the directory of the module
	module    string // its path
	goVersion string // its go line, such as 1.26.0
	patterns  []directoryPattern
}

// A directoryPattern is ./dir or ./dir/..., as an import path.
type directoryPattern struct {
	path  string
	below bool // with everything below it
}

// newScope returns the scope of patterns in a directory, or nil where only go list
// can tell: in a workspace, or where go.mod is not all that decides.
func newScope(env goEnv, dir string, build, patterns []string) *scope {
	isElsewhere := func(flag string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		return name == "modfile" || name == "overlay"
	}
	if env.GOWORK != "" && env.GOWORK != "off" || slices.ContainsFunc(append(strings.Fields(env.GOFLAGS), build...), isElsewhere) {
		return nil
	}
	s := &scope{root: filepath.Dir(env.GOMOD)}
	if !s.readModule(env.GOMOD) {
		return nil
	}
	for _, pattern := range patterns {
		p, ok := s.resolve(pattern, dir)
		if !ok {
			return nil
		}
		s.patterns = append(s.patterns, p)
	}
	return s
}

// readModule reads go.mod, and reports whether directories have import paths by it.
func (s *scope) readModule(gomod string) bool {
	data, err := os.ReadFile(gomod)
	if err != nil {
		return false // no module: GOMOD is "" or the null device
	}
	file, err := modfile.ParseLax(gomod, data, nil)
	if err != nil || file.Module == nil || len(file.Ignore) > 0 {
		return false
	}
	s.module = file.Module.Mod.Path
	if file.Go != nil {
		s.goVersion = file.Go.Version
	}
	return s.module != "" && s.module != "std" // which names its packages without the module
}

// resolve returns the import path that a pattern stands for in a directory.
func (s *scope) resolve(pattern, dir string) (directoryPattern, bool) {
	base, below := strings.CutSuffix(pattern, "/...")
	if base != "." && !strings.HasPrefix(base, "./") || strings.Contains(base, "...") || strings.HasSuffix(base, ".go") {
		return directoryPattern{}, false
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return directoryPattern{}, false
	}
	rel, err := filepath.Rel(s.root, filepath.Join(dir, filepath.FromSlash(base)))
	if err != nil || !isInside(rel) {
		return directoryPattern{}, false
	}
	p := directoryPattern{path.Join(s.module, filepath.ToSlash(rel)), below}
	return p, !below || !slices.ContainsFunc(elements(rel), isPassedOver)
}

// asked returns which packages of findings the patterns match. It returns false if
// it cannot tell: symbolic links may lead to a package that no pattern matches.
func (s *scope) asked(findings []finding) (map[string]bool, bool) {
	asked := make(map[string]bool)
	for _, f := range findings {
		for _, pkg := range []string{packagePath(f.pkg), strings.TrimSuffix(packagePath(f.pkg), "_test")} {
			if _, known := asked[pkg]; known || !s.matches(pkg) {
				continue
			}
			isThere, ok := s.leadsTo(pkg)
			if !ok {
				return nil, false
			}
			asked[pkg] = isThere
		}
	}
	return asked, true
}

// matches reports whether a pattern matches an import path, wherever that leads.
func (s *scope) matches(pkg string) bool {
	return slices.ContainsFunc(s.patterns, func(p directoryPattern) bool {
		if pkg == p.path {
			return true
		}
		rest, found := strings.CutPrefix(pkg, p.path+"/")
		return found && p.below && !slices.ContainsFunc(strings.Split(rest, "/"), isPassedOver)
	})
}

// leadsTo reports whether an import path is a directory of the module, and not of
// another one inside it. It cannot tell where there is a symbolic link on the way.
func (s *scope) leadsTo(pkg string) (isThere, ok bool) {
	dir := s.root
	for _, element := range elements(strings.TrimPrefix(strings.TrimPrefix(pkg, s.module), "/")) {
		dir = filepath.Join(dir, element)
		info, err := os.Lstat(dir)
		switch {
		case err != nil:
			return false, true
		case info.Mode()&fs.ModeSymlink != 0:
			return false, false
		}
		if _, err := os.Lstat(filepath.Join(dir, "go.mod")); err == nil {
			return false, true
		}
	}
	return true, true
}

// isPassedOver reports whether patterns do not match what is below a directory of
// that name: see go help packages. What is vendored is of other modules.
func isPassedOver(element string) bool {
	return element == "testdata" || element == "vendor" || strings.HasPrefix(element, ".") || strings.HasPrefix(element, "_")
}

// elements splits a relative name, of which "." and "" have none.
func elements(rel string) []string {
	if rel == "." || rel == "" {
		return nil
	}
	return strings.Split(filepath.ToSlash(rel), "/")
}
