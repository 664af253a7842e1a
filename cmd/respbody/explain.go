package main

import (
	"fmt"
	"io"
	"os"

	"github.com/respbody/respbody/analyzer"
)

// explain runs respbody explain FUNC [packages] and respbody stats [packages],
// for those who doubt a report, or its absence. Both load everything from source.
func explain(args []string, stdout, stderr io.Writer) int {
	dir, err := os.Getwd()
	if err == nil {
		switch {
		case args[0] == "stats":
			err = analyzer.Survey(stdout, dir, patternsOr(args[1:]))
		case len(args) < 2:
			err = fmt.Errorf("explain needs the name of a function")
		default:
			err = analyzer.Explain(stdout, dir, patternsOr(args[2:]), args[1])
		}
	}
	if err != nil {
		fmt.Fprintf(stderr, "respbody: %v\n", err)
		return statusFailed
	}
	return statusClean
}

func patternsOr(patterns []string) []string {
	if len(patterns) == 0 {
		return []string{"./..."}
	}
	return patterns
}
