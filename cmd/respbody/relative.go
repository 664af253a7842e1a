package main

import (
	"os"
	"path/filepath"
	"strings"
)

// A relativizer spells file names relative to a directory.
type relativizer struct {
	dirs []string // the same directory, as the user and as the file system spell it

	// The names of files that others are read for, by the last two elements of
	// theirs.
	original map[string]string
}

// newRelativizer returns one for the directory the command was started in, which
// is what a shell or an editor resolves the names against, whatever -C says.
func newRelativizer() relativizer {
	dir, err := os.Getwd()
	if err != nil {
		return relativizer{} // names stay absolute
	}
	r := relativizer{dirs: []string{dir}}
	if real, err := filepath.EvalSymlinks(dir); err == nil && real != dir {
		r.dirs = append(r.dirs, real)
	}
	return r
}

// name returns the relative spelling of path, or path itself where there is none.
func (r relativizer) name(path string) string {
	path = r.path(path)
	if !filepath.IsAbs(path) {
		return path
	}
	best := path
	for _, dir := range r.dirs {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			continue // another volume
		}
		if isInside(rel) {
			return rel
		}
		if best == path {
			best = rel
		}
	}
	return best
}

// path returns the name of the file that another was read for, or path itself.
func (r relativizer) path(path string) string {
	dir, file := filepath.Split(path)
	if name, ok := r.original[filepath.Join(filepath.Base(dir), file)]; ok {
		return name
	}
	return path
}

// isInside reports whether a relative name stays below its directory.
func isInside(rel string) bool {
	return rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) && !filepath.IsAbs(rel)
}
