package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/respbody/respbody/analyzer"
)

// The types below are what go vet -json prints, which x/tools defines and the
// go command copies: package ID → analyzer → diagnostics, or an error.
type (
	vetUnit map[string]map[string]json.RawMessage

	vetDiagnostic struct {
		Category string       `json:"category"`
		Posn     string       `json:"posn"`
		End      string       `json:"end"`
		Message  string       `json:"message"`
		Fixes    []vetFix     `json:"suggested_fixes"`
		Related  []vetRelated `json:"related"`
	}

	vetFix struct {
		Message string    `json:"message"`
		Edits   []vetEdit `json:"edits"`
	}

	vetEdit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}

	vetRelated struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	}
)

// splitStreams tells the documents go vet -json prints from its messages. Up to
// Go 1.25 both stand on stderr, each document between lines of braces.
func splitStreams(stdout, stderr []byte) (documents, messages []byte) {
	documents = append(documents, stdout...)
	inside := false
	for line := range bytes.Lines(stderr) {
		text := string(bytes.TrimRight(line, "\r\n"))
		switch {
		case inside || text == "{" || text == "{}":
			documents = append(documents, line...)
			inside = text != "}" && text != "{}"
		default:
			messages = append(messages, line...)
		}
	}
	return documents, messages
}

// decodeFindings reads concatenated documents, and says how many there were: one
// for every package that has been analysed.
func decodeFindings(documents []byte, to relativizer) (findings []finding, count int, err error) {
	dec := json.NewDecoder(bytes.NewReader(documents))
	var failures []error
	for {
		var unit vetUnit
		switch err := dec.Decode(&unit); {
		case err == io.EOF:
			return findings, count, errors.Join(failures...)
		case err != nil:
			return findings, count, fmt.Errorf("reading the output of go vet: %v", err)
		}
		count++
		for pkg, results := range unit {
			for _, raw := range results {
				diagnostics, err := decodeResult(raw)
				if err != nil {
					failures = append(failures, fmt.Errorf("%s: %v", pkg, err))
				}
				for _, d := range diagnostics {
					findings = append(findings, d.finding(pkg, to))
				}
			}
		}
	}
}

// decodeResult reads the result of one analyzer on one package.
func decodeResult(raw json.RawMessage) ([]vetDiagnostic, error) {
	if !bytes.HasPrefix(raw, []byte("[")) {
		var failure struct {
			Error string `json:"error"`
		}
		if err := json.Unmarshal(raw, &failure); err != nil {
			return nil, fmt.Errorf("reading the output of go vet: %v", err)
		}
		return nil, errors.New(failure.Error)
	}
	var diagnostics []vetDiagnostic
	if err := json.Unmarshal(raw, &diagnostics); err != nil {
		return nil, fmt.Errorf("reading the output of go vet: %v", err)
	}
	return diagnostics, nil
}

func (d vetDiagnostic) finding(pkg string, to relativizer) finding {
	f := finding{
		pkg:      pkg,
		span:     parseSpan(d.Posn, d.End, to),
		Category: d.Category,
		Message:  d.Message,
		URL:      ruleURL(d.Category),
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, related{span: parseSpan(r.Posn, r.End, to), Message: r.Message})
	}
	for _, vf := range d.Fixes {
		fx := fix{Message: vf.Message}
		for _, e := range vf.Edits {
			fx.Edits = append(fx.Edits, edit{path: to.path(e.Filename), File: to.name(e.Filename), Start: e.Start, End: e.End, New: e.New})
		}
		f.Fixes = append(f.Fixes, fx)
	}
	return f
}

// ruleURL returns the address of a category's documentation. The go command
// drops it; go/analysis derives it in the same way from the analyzer's.
func ruleURL(category string) string {
	return analyzer.Analyzer.URL + "#" + category
}

// parseSpan reads two positions of the form file:line:column.
func parseSpan(start, end string, to relativizer) span {
	path, from := parsePosition(start)
	endPath, until := parsePosition(end)
	if endPath != path || until.Line < from.Line {
		until = from
	}
	return span{path: to.path(path), File: to.name(path), position: from, End: until}
}

// parsePosition reads file:line:column from the right, for a file name may hold
// a colon, too.
func parsePosition(s string) (file string, p position) {
	rest, column, ok := cutLast(s, ":")
	if !ok {
		return s, p
	}
	file, line, ok := cutLast(rest, ":")
	if !ok {
		return s, p
	}
	var err1, err2 error
	p.Line, err1 = strconv.Atoi(line)
	p.Column, err2 = strconv.Atoi(column)
	if err1 != nil || err2 != nil {
		return s, position{}
	}
	return file, p
}

// cutLast is strings.Cut around the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
