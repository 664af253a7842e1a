// The workflow command reads a GitHub Actions workflow, and prints what its
// steps run or use, one JSON object to a line. What actionlint says of the
// workflow goes to stderr, and makes the exit status 1. It is in a module of its
// own because nothing that is shipped needs a reader of YAML.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/rhysd/actionlint"
)

// A step is what the tests need to know of one.
type step struct {
	If   string            `json:"if"`
	Run  string            `json:"run"`
	Uses string            `json:"uses"`
	With map[string]string `json:"with"`
}

func main() {
	if err := list(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func list(in io.Reader, out io.Writer) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	linter, err := actionlint.NewLinter(os.Stderr, &actionlint.LinterOptions{})
	if err != nil {
		return err
	}
	if complaints, err := linter.Lint("workflow.yml", text, nil); err != nil || len(complaints) > 0 {
		return fmt.Errorf("%d complaints, %v", len(complaints), err)
	}
	workflow, _ := actionlint.Parse(text) // the linter has parsed it without an error
	for _, job := range workflow.Jobs {
		for _, s := range job.Steps {
			if err := json.NewEncoder(out).Encode(stepOf(s)); err != nil {
				return err
			}
		}
	}
	return nil
}

func stepOf(s *actionlint.Step) step {
	var out step
	if s.If != nil {
		out.If = s.If.Value
	}
	switch exec := s.Exec.(type) {
	case *actionlint.ExecRun:
		out.Run = exec.Run.Value
	case *actionlint.ExecAction:
		out.Uses = exec.Uses.Value
		out.With = make(map[string]string)
		for name, input := range exec.Inputs {
			out.With[name] = input.Value.Value
		}
	}
	return out
}
