// The respbody command reports HTTP response bodies that are not closed, or
// closed without having been read to EOF.
//
//	respbody [flags] [packages]
//	respbody help
//	respbody explain FUNC [packages]
//	respbody stats [packages]
//	respbody version
//
// It is also a vet tool: go vet -vettool=$(command -v respbody) ./...
//
// The command has no loader of its own. It runs the go command with itself as
// the vet tool, which makes a run incremental, cached and small in memory, and
// does what go vet leaves open: one order, one report per finding, formats for
// machines, and an exit status that tells findings from failures.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// The exit statuses. A run that finds something and could not check everything
// ends with statusFailed: a script that only asks for 1 must not take a partial
// answer for a whole one.
const (
	statusClean    = 0
	statusFindings = 1
	statusFailed   = 2
)

func main() {
	args := os.Args[1:]
	if isProtocol(args) {
		serveVet(args) // does not return
	}
	os.Exit(run(args, os.Stdout, os.Stderr))
}

// run executes the command line of a person or a script.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 1 && args[0] == "help" {
		printHelp(stdout)
		return statusClean
	}
	if len(args) == 1 && args[0] == "version" {
		args = []string{"-version"}
	}
	if len(args) > 0 && (args[0] == "explain" || args[0] == "stats") {
		return explain(args, stdout, stderr)
	}
	inv, err := parseArgs(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		printHelp(stdout)
		return statusClean
	case err != nil:
		fmt.Fprintf(stderr, "respbody: %v\n", err)
		return statusFailed
	case inv.version:
		fmt.Fprintln(stdout, versionLine())
		return statusClean
	}

	if inv.color != colourAlways && inv.color.on(stderr) {
		inv.progress = stderr
	}
	result := check(inv)
	if err := printReport(inv, result, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "respbody: %v\n", err)
		return statusFailed
	}
	return result.status()
}

// printReport writes what was found to stdout, and what went wrong to stderr:
// a document for a machine stays whole whatever happens.
func printReport(inv *invocation, r *report, stdout, stderr io.Writer) error {
	printProblems(stderr, r)
	defer printStale(stderr, r.compared)
	if inv.diff {
		diff := r.diff
		if inv.color.on(stdout) {
			diff = colourDiff(diff)
		}
		if _, err := io.WriteString(stdout, diff); err != nil {
			return err
		}
		printSummary(stderr, inv, r)
		return nil
	}
	switch inv.format {
	case formatJSON:
		return writeJSON(stdout, r)
	case formatSARIF:
		return writeSARIF(stdout, r)
	case formatGitHub:
		return writeGitHub(stdout, r)
	}
	write := writeText
	if inv.color.on(stdout) {
		write = writeColoured
	}
	if err := write(stdout, r, inv.context); err != nil {
		return err
	}
	printSummary(stderr, inv, r)
	return nil
}

// printSummary writes the last lines of a run. A terminal is told, too, how to
// apply the fixes.
func printSummary(stderr io.Writer, inv *invocation, r *report) {
	line := summary(r)
	if line == "" {
		return
	}
	if !inv.color.on(stderr) {
		fmt.Fprintf(stderr, "respbody: %s\n", line)
		return
	}
	c := newPalette(true)
	mark := c.good
	if r.status() != statusClean {
		mark = c.failure
	}
	fmt.Fprintf(stderr, "%srespbody:%s %s\n", mark, c.reset, line)
	if advice := advise(inv, r); advice != "" {
		fmt.Fprintf(stderr, "%srespbody:%s %s\n", mark, c.reset, advice)
	}
}
