package main

import (
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer"
)

// printHelp writes the analyzer's documentation and the flags.
func printHelp(w io.Writer) {
	fmt.Fprintf(w, `%s

Usage:

	respbody [flags] [packages]    check packages, by default ./...
	respbody help                  print this text
	respbody -version              print the version

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

// versionLine describes this program by what the go command has stamped it with.
func versionLine() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "respbody, built without module information"
	}
	line := fmt.Sprintf("respbody %s, built with %s", moduleVersion(), info.GoVersion)
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		line += " from revision " + revision
		if settings["vcs.modified"] == "true" {
			line += ", modified"
		}
	}
	return line
}

// moduleVersion returns the version of this module, which is "(devel)" for a
// build that has none.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
