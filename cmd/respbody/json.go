package main

import (
	"encoding/json"
	"io"
)

// writeJSON writes one document, whatever the number of packages: go vet -json
// prints one for each.
func writeJSON(w io.Writer, r *report) error {
	document := struct {
		Findings []finding   `json:"findings"`
		Errors   []problem   `json:"errors"`
		Baseline *comparison `json:"baseline,omitempty"`
	}{Findings: r.findings, Errors: r.problems, Baseline: r.compared}
	// A reader must find lists, not null.
	if document.Findings == nil {
		document.Findings = []finding{}
	}
	if document.Errors == nil {
		document.Errors = []problem{}
	}
	if c := document.Baseline; c != nil && c.Stale == nil {
		c.Stale = []string{}
	}
	return encode(w, document)
}

// encode writes v as indented JSON in which code looks like code.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
