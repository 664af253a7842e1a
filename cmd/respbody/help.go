package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer"
)

// printHelp writes the analyzer's documentation and the flags.
func printHelp(w io.Writer) {
	fmt.Fprintf(w, `%s

Usage:

	respbody [flags] [packages]    check packages, by default ./...
	respbody explain FUNC [packages]
	                               say what is known of a function and its responses
	respbody stats [packages]      count what becomes of all responses
	respbody help                  print this text
	respbody version               print the version

	go vet -vettool=$(command -v respbody) [flags] [packages]

Flags:

`, strings.TrimSpace(analyzer.Analyzer.Doc))

	inv := new(invocation)
	newFlagSet(inv)
	build := append(buildBools(), buildStrings()...)
	slices.Sort(build)
	inv.flags.VisitAll(func(f *flag.Flag) {
		if slices.Contains(build, f.Name) {
			return
		}
		placeholder, usage := flag.UnquoteUsage(f)
		if placeholder != "" {
			placeholder = " " + placeholder
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "-1" {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		fmt.Fprintf(w, "  -%s%s\n    \t%s\n", f.Name, placeholder, usage)
	})
	fmt.Fprintf(w, `
Build flags, with the meaning they have for go build:

  -%s

Exit status: 0 if nothing was found, 1 if something was, 2 if the command could
not run or packages did not load; the others are reported all the same.
`, strings.Join(build, " -"))
}
