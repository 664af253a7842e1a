package main

import (
	"fmt"
	"go/version"
	"strings"
)

// A packageInfo is what go list tells of a package that a pattern matches.
type packageInfo struct {
	path      string
	module    string
	moduleDir string
	goVersion string // of the module, such as 1.26.0
}

// list returns the packages that the patterns match. It resolves no imports, and
// so costs a fraction of what go vet does.
func (g *goCommand) list(patterns []string) ([]packageInfo, error) {
	args := []string{"list", "-e", "-find", "-f", "{{.ImportPath}}\t{{with .Module}}{{.Path}}\t{{.Dir}}\t{{.GoVersion}}{{else}}\t\t{{end}}"}
	stdout, stderr, err := g.run(append(append(args, g.build...), patterns...)...)
	if err != nil {
		return nil, fmt.Errorf("go list: %s", firstLine(stderr, err))
	}
	var packages []packageInfo
	for line := range strings.Lines(string(stdout)) {
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(fields) == 4 {
			packages = append(packages, packageInfo{fields[0], fields[1], fields[2], fields[3]})
		}
	}
	return packages, nil
}

// loadable returns the import paths of the packages, among those the patterns
// match, that load with everything they import. It returns none if that is no
// use: for named files there is no path to name them by.
func (g *goCommand) loadable(patterns []string) []string {
	args := []string{"list", "-e", "-f", "{{if not .Incomplete}}{{.ImportPath}}{{end}}"}
	stdout, _, err := g.run(append(append(args, g.build...), patterns...)...)
	if err != nil {
		return nil
	}
	paths := strings.Fields(string(stdout))
	if len(paths) == 1 && paths[0] == "command-line-arguments" {
		return nil
	}
	return paths
}

// drainsItself reports whether a Go version, with or without the leading "go",
// is one whose Close reads the rest of a body on its own, so that the rule
// unread has no use there.
func drainsItself(goVersion string) bool {
	lang := languageVersion("go" + strings.TrimPrefix(goVersion, "go"))
	return lang != "" && version.Compare(lang, "go1.27") >= 0
}

// modulesThatDrain counts the modules of the packages, and those among them
// whose go line switches the rule unread off.
func modulesThatDrain(packages []packageInfo) (draining, all int) {
	seen := make(map[string]bool)
	for _, p := range packages {
		if p.module == "" || seen[p.module] {
			continue
		}
		seen[p.module] = true
		all++
		if drainsItself(p.goVersion) {
			draining++
		}
	}
	return draining, all
}
