package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/respbody/respbody/analyzer"
)

// everyPackage is the hidden tool flag that makes a run under go vet report on
// packages that are only dependencies of those asked for.
//
// The go command from 1.26.0 to 1.27.1 files the output of such a run under the
// same cache key as that of a run that is asked for findings. The first of the
// two decides what both print: nothing for a package that was met first as a
// dependency, and findings nobody asked for in the other order. With this flag
// both runs print the same, whichever comes first, and the command keeps what
// belongs to the packages it was asked for. The flag itself is part of the key,
// so that entries which plain go vet has written do not reach the command.
const everyPackage = "everypackage"

// isProtocol reports whether the go command is calling, rather than a person.
func isProtocol(args []string) bool {
	for _, arg := range args {
		if arg == "-flags" || arg == "--flags" || strings.HasPrefix(arg, "-V=") || strings.HasPrefix(arg, "--V=") {
			return true
		}
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg")
}

// serveVet answers the go command, and exits.
func serveVet(args []string) {
	// The go command asks for -V=full before anything else, and shows what the
	// tool says when that fails. Later it would be too late: every package of
	// the standard library fails on its own, in silence.
	if msg := tooNew(os.Getenv("GOVERSION")); msg != "" && slices.Contains(args, "-V=full") {
		fmt.Fprintf(os.Stderr, "respbody: %s\n", msg)
		os.Exit(1)
	}
	growHeap()
	flag.Bool(everyPackage, false, "set by the respbody command")
	flag.String(elsewhere, "", "set by the respbody command")
	if slices.Contains(args, "-"+everyPackage) {
		config, err := reportEverything(args[len(args)-1])
		if err != nil {
			fmt.Fprintf(os.Stderr, "respbody: %v\n", err)
			os.Exit(1)
		}
		os.Args[len(os.Args)-1] = config
	}
	singlechecker.Main(analyzer.New(analyzer.DefaultOptions()))
}

// reportEverything writes a copy of a unit's configuration, beside it, that asks
// for findings and not for facts alone, and returns the name of the copy. The
// standard library is left as it is: nothing in it is ever reported.
func reportEverything(config string) (string, error) {
	data, err := os.ReadFile(config)
	if err != nil {
		return "", err
	}
	var unit struct {
		VetxOnly   bool
		ModulePath string                // up to Go 1.26
		Module     struct{ Path string } // from Go 1.27 on
	}
	// Have: fields that this program does not know must survive the copy.
	var fields map[string]json.RawMessage
	for _, into := range []any{&unit, &fields} {
		if err := json.Unmarshal(data, into); err != nil {
			return "", fmt.Errorf("reading %s: %v", config, err)
		}
	}
	if !unit.VetxOnly || unit.ModulePath == "" && unit.Module.Path == "" {
		return config, nil
	}
	fields["VetxOnly"] = json.RawMessage("false")
	if data, err = json.Marshal(fields); err != nil {
		return "", err
	}
	// The directory is the go command's scratch space for this very unit.
	edited := filepath.Join(filepath.Dir(config), "respbody.cfg")
	return edited, os.WriteFile(edited, data, 0o666)
}

// tooNew returns why packages of the given go command cannot be checked by this
// program, or "". The type checker a program is built with refuses source of
// later language versions, and the standard library always is of its go
// command's own.
func tooNew(goVersion string) string {
	theirs, ours := languageVersion(goVersion), languageVersion(runtime.Version())
	if theirs == "" || ours == "" || version.Compare(theirs, ours) <= 0 {
		return ""
	}
	return fmt.Sprintf("built with %s, which cannot read the packages of %s: rebuild respbody with Go %s",
		runtime.Version(), goVersion, strings.TrimPrefix(theirs, "go"))
}

// languageVersion returns the language version, such as go1.26, of what a go
// command calls its version, or "" for one that is not released.
func languageVersion(goVersion string) string {
	goVersion, _, _ = strings.Cut(goVersion, " ") // cut off experiments
	return version.Lang(goVersion)
}
