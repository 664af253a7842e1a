package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/respbody/respbody/analyzer"
)

// A format is a way to print findings.
type format int

const (
	formatText format = iota
	formatJSON
	formatSARIF
	formatGitHub
)

// An invocation is a command line, understood.
type invocation struct {
	format  format
	fix     bool   // apply fixes
	diff    bool   // show fixes
	context int    // lines around a finding; negative for none
	dir     string // -C

	baseline                     string // a file of known findings
	writeBaseline, pruneBaseline bool

	color    colouring
	progress io.Writer // the terminal to show progress on, or nil
	version  bool
	args     []string      // as they were given
	flags    *flag.FlagSet // all flags, to look up their final values
	tool     []string      // names of the flags that belong to the analyzer
	build    []string      // flags for the go command, ready to pass on
	patterns []string
}

// newFlagSet declares every flag of the command, bound to inv, and returns the
// three that choose a format.
func newFlagSet(inv *invocation) map[format]*bool {
	fs := flag.NewFlagSet("respbody", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // run prints one line, not the usage
	fs.Usage = func() {}
	inv.flags = fs

	formats := map[format]*bool{
		formatJSON:   fs.Bool("json", false, "print one JSON document"),
		formatSARIF:  fs.Bool("sarif", false, "print a SARIF 2.1.0 log"),
		formatGitHub: fs.Bool("github", false, "print annotations for GitHub Actions"),
	}
	fs.IntVar(&inv.context, "c", -1, "show the source line of a finding with `N` lines around it")
	fs.BoolVar(&inv.fix, "fix", false, "apply the suggested fixes and report what is left")
	fs.BoolVar(&inv.diff, "diff", false, "print the suggested fixes as a diff, and change nothing")
	fs.StringVar(&inv.baseline, "baseline", "", "report only findings that `file` does not list")
	fs.BoolVar(&inv.writeBaseline, "write-baseline", false, "list all findings in the file of -baseline, and report none")
	fs.BoolVar(&inv.pruneBaseline, "prune-baseline", false, "drop from the file of -baseline what is not found any more")
	inv.color = colourAuto
	fs.Var(&inv.color, "color", "colours, steps and progress for people: `auto|always|never`; auto means on a terminal")
	fs.BoolVar(&inv.version, "version", false, "print the version of respbody and exit")

	// The values live in an analyzer that is never run: it checks them here, so
	// that a wrong one is refused before the go command starts.
	a := analyzer.New(analyzer.DefaultOptions())
	a.Flags.VisitAll(func(f *flag.Flag) {
		fs.Var(f.Value, f.Name, f.Usage)
		inv.tool = append(inv.tool, f.Name)
	})

	fs.StringVar(&inv.dir, "C", "", "change to `dir` before anything else")
	for _, name := range buildBools() {
		fs.Bool(name, false, "")
	}
	for _, name := range buildStrings() {
		fs.String(name, "", "")
	}
	return formats
}

// buildBools and buildStrings name the flags of go build that decide which code
// is seen, and how it is loaded. Those that make the go command talk (-n, -v,
// -x, -work) are left out: its output is read here.
func buildBools() []string {
	return []string{"a", "asan", "modcacherw", "msan", "race", "trimpath"}
}

func buildStrings() []string {
	return []string{
		"asmflags", "buildvcs", "compiler", "gccgoflags", "gcflags", "installsuffix", "ldflags",
		"mod", "modfile", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec",
	}
}

// parseArgs understands a command line. A nil invocation comes with the reason.
func parseArgs(args []string) (*invocation, error) {
	inv := &invocation{args: args}
	formats := newFlagSet(inv)
	if err := inv.flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		return nil, fmt.Errorf("%v (respbody help lists the flags)", err)
	}

	chosen := 0
	for f, set := range formats {
		if *set {
			inv.format = f
			chosen++
		}
	}
	if chosen > 1 {
		return nil, errors.New("-json, -sarif and -github exclude each other")
	}
	switch {
	case inv.diff && chosen > 0:
		return nil, errors.New("-diff prints a diff, and not -json, -sarif or -github")
	case (inv.fix || inv.diff) && inv.isSet("overlay"):
		return nil, errors.New("-fix and -diff change files, which -overlay hides")
	}

	if err := inv.checkBaselineFlags(); err != nil {
		return nil, err
	}

	inv.patterns = inv.flags.Args()
	for _, pattern := range inv.patterns {
		if strings.HasPrefix(pattern, "-") {
			return nil, fmt.Errorf("flag %s stands after the packages; flags come first", pattern)
		}
	}
	if len(inv.patterns) == 0 {
		inv.patterns = []string{"./..."}
	}

	isBuild := make(map[string]bool)
	for _, name := range append(buildBools(), buildStrings()...) {
		isBuild[name] = true
	}
	inv.flags.Visit(func(f *flag.Flag) {
		if isBuild[f.Name] {
			inv.build = append(inv.build, "-"+f.Name+"="+f.Value.String())
		}
	})
	return inv, nil
}

// toolFlags returns the analyzer's flags as the go command is to pass them on.
// Each set of values has a cache of its own, for dependencies too, so that a
// value which changes nothing is not passed: neither a default nor -tests, which
// the command can apply itself.
func (inv *invocation) toolFlags() []string {
	flags := []string{"-" + everyPackage}
	for _, name := range inv.tool {
		f := inv.flags.Lookup(name)
		if value := f.Value.String(); name != "tests" && value != f.DefValue {
			flags = append(flags, "-"+name+"="+value)
		}
	}
	return flags
}

// value returns the value of a flag, as a string.
func (inv *invocation) value(name string) string {
	if f := inv.flags.Lookup(name); f != nil {
		return f.Value.String()
	}
	return ""
}
