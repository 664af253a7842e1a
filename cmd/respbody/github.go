package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// writeGitHub writes findings as workflow commands, which GitHub Actions shows
// beside the code. Each is an error, for each of them fails the step.
func writeGitHub(w io.Writer, r *report) error {
	root := os.Getenv("GITHUB_WORKSPACE")
	source := make(sources)
	buf := bufio.NewWriter(w)
	for _, f := range r.findings {
		message := f.Message
		for _, rel := range f.Related {
			message += fmt.Sprintf("\n%s:%d:%d: %s", inRepository(rel.File, root), rel.Line, rel.Column, rel.Message)
		}
		p := source.inRunes(f.path, f.position)
		fmt.Fprintf(buf, "::error file=%s,line=%d,col=%d,title=respbody::%s\n",
			escapeProperty(inRepository(f.File, root)), p.Line, p.Column, escapeData(message))
	}
	for _, p := range r.problems {
		if p.File == "" {
			fmt.Fprintf(buf, "::error title=respbody::%s\n", escapeData(p.Message))
			continue
		}
		fmt.Fprintf(buf, "::error file=%s,line=%d,col=%d,title=respbody::%s\n",
			escapeProperty(inRepository(p.File, root)), p.Line, max(p.Column, 1), escapeData(p.Message))
	}
	return buf.Flush()
}

// inRepository spells a file, named relative to the current directory, relative
// to the root of the repository, which a step with a working directory of its own
// is not in.
func inRepository(file, root string) string {
	if abs, err := filepath.Abs(file); err == nil && root != "" {
		if rel, err := filepath.Rel(root, abs); err == nil && isInside(rel) {
			file = rel
		}
	}
	return filepath.ToSlash(file)
}

// escapeData and escapeProperty escape as the runner unescapes.
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
