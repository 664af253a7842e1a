package main

import (
	"os"
)

// vet runs go vet, with this very program as its tool, and adds what comes of it.
func (r *report) vet(g *goCommand, inv *invocation, patterns []string) {
	self, err := os.Executable()
	if err != nil {
		r.fail(err)
		return
	}
	args := []string{"vet", "-json", "-vettool=" + self}
	args = append(args, inv.toolFlags()...)
	args = append(args, g.place...)
	args = append(args, g.build...)
	args = append(args, patterns...)
	stdout, stderr, runErr := g.run(args...)

	to := newRelativizer()
	to.original = g.original
	documents, messages := splitStreams(stdout, stderr)
	findings, count, err := decodeFindings(documents, to)
	r.findings = append(r.findings, findings...)
	r.checked = r.checked || count > 0
	if err != nil {
		r.fail(err)
	}

	problems, notes := parseMessages(string(messages), runErr != nil, g.dir, to)
	r.problems = append(r.problems, problems...)
	r.notes = append(r.notes, notes...)
	if runErr != nil && len(r.problems) == 0 {
		r.fail(runErr)
	}
}
