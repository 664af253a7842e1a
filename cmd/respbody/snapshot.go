package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A snapshot is what the files that may be changed held before they were
// checked: those of the packages that the patterns match, in the main modules.
// Dependencies and vendored packages are somebody else's.
type snapshot map[string]snapshotFile

type snapshotFile struct {
	pkg string // import path
	sum [sha256.Size]byte
}

// snapshot reads the files of the packages that the patterns match.
func (g *goCommand) snapshot(patterns []string) (snapshot, error) {
	const format = "{{if or (not .Module) .Module.Main}}{{$p := .}}" +
		"{{range .GoFiles}}{{$p.ImportPath}}\t{{$p.Dir}}\t{{.}}\n{{end}}" +
		"{{range .TestGoFiles}}{{$p.ImportPath}}\t{{$p.Dir}}\t{{.}}\n{{end}}" +
		"{{range .XTestGoFiles}}{{$p.ImportPath}}\t{{$p.Dir}}\t{{.}}\n{{end}}{{end}}"
	args := append([]string{"list", "-e", "-find", "-f", format}, g.build...)
	stdout, stderr, err := g.run(append(args, patterns...)...)
	if err != nil {
		return nil, fmt.Errorf("go list: %s", firstLine(stderr, err))
	}
	files := make(snapshot)
	for line := range strings.Lines(string(stdout)) {
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(fields) != 3 {
			continue
		}
		path := fields[2]
		if !filepath.IsAbs(path) {
			path = filepath.Join(fields[1], path)
		}
		if data, err := os.ReadFile(path); err == nil {
			files[path] = snapshotFile{fields[0], sha256.Sum256(data)}
		}
	}
	return files, nil
}

// read returns what a file holds, if that is what it held before.
func (s snapshot) read(path string) ([]byte, error) {
	f, ok := s[path]
	if !ok {
		return nil, errors.New("it belongs to no package of the main module")
	}
	data, err := os.ReadFile(path)
	if err == nil && sha256.Sum256(data) != f.sum {
		err = errors.New("it has changed while it was checked")
	}
	return data, err
}
