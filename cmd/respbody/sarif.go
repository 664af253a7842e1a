package main

import (
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer"
)

// writeSARIF writes a log that code scanning services take.
func writeSARIF(w io.Writer, r *report) error {
	b := sarifBuilder{source: make(sources), ids: newFingerprints()}
	run := sarifRun{
		Tool:        sarifTool{Driver: sarifDriverOf(rules())},
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{ExecutionSuccessful: len(r.problems) == 0}},
		BaseIDs: map[string]sarifBase{
			sourceRoot: {Description: sarifText{"The repository, or the directory respbody was run in."}},
		},
		Results: []sarifResult{},
	}
	for _, f := range r.findings {
		run.Results = append(run.Results, b.result(f))
	}
	for _, p := range r.problems {
		n := sarifNotification{Level: "error", Message: sarifText{p.Message}}
		if p.File != "" {
			at := regionOf(position{p.Line, p.Column}, position{})
			n.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: artifact(p.File), Region: at}}}
		}
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, n)
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sourceRoot is the base of relative addresses, by the name GitHub knows.
const sourceRoot = "%SRCROOT%"

// sarifDriverOf describes this program and its rules.
func sarifDriverOf(rules []rule) sarifDriver {
	d := sarifDriver{
		Name:           "respbody",
		InformationURI: analyzer.Analyzer.URL,
		Version:        sarifVersion(moduleVersion()),
	}
	for _, r := range rules {
		d.Rules = append(d.Rules, sarifRule{
			ID:            r.id,
			Name:          r.name,
			Short:         sarifText{r.short},
			Full:          sarifText{r.full},
			Help:          sarifHelp{Text: r.help, Markdown: r.help},
			HelpURI:       ruleURL(r.id),
			Configuration: sarifConfiguration{Level: r.level},
		})
	}
	return d
}

// sarifVersion spells a version so that it starts with a number, as SARIF wants.
func sarifVersion(v string) string {
	if v == "(devel)" {
		return "0.0.0-devel"
	}
	return strings.TrimPrefix(v, "v")
}

type sarifBuilder struct {
	source sources
	ids    fingerprints
}

func (b sarifBuilder) result(f finding) sarifResult {
	index := slices.IndexFunc(rules(), func(r rule) bool { return r.id == f.Category })
	level := "error"
	if index >= 0 {
		level = rules()[index].level
	}
	result := sarifResult{
		RuleID:       f.Category,
		RuleIndex:    index,
		Level:        level,
		Message:      sarifText{f.Message},
		Locations:    []sarifLocation{{Physical: b.physical(f.span)}},
		Fingerprints: map[string]string{"respbody/v1": b.ids.next(f, b.source)},
	}
	for i, rel := range f.Related {
		result.Related = append(result.Related, sarifLocation{ID: i + 1, Physical: b.physical(rel.span), Message: &sarifText{rel.Message}})
	}
	result.CodeFlows = flowOf(result)
	for _, fx := range f.Fixes {
		result.Fixes = append(result.Fixes, b.fix(fx))
	}
	return result
}

// flowOf tells the way from the call to where the body is lost, for viewers that
// lead their users along it.
func flowOf(r sarifResult) []sarifCodeFlow {
	if len(r.Related) == 0 {
		return nil
	}
	start := sarifLocation{Physical: r.Locations[0].Physical, Message: &sarifText{"this call hands over the response"}}
	steps := []sarifFlowStep{{start}}
	for _, rel := range r.Related {
		rel.ID = 0
		steps = append(steps, sarifFlowStep{rel})
	}
	return []sarifCodeFlow{{Threads: []sarifThreadFlow{{steps}}}}
}

func (b sarifBuilder) physical(s span) sarifPhysical {
	region := regionOf(b.source.inRunes(s.path, s.position), b.source.inRunes(s.path, s.End))
	line, ok := b.source.line(s.path, s.Line)
	if start, end := s.Column-1, s.End.Column-1; ok && s.Line == s.End.Line && 0 <= start && start < end && end <= len(line) {
		region.Snippet = &sarifContent{line[start:end]}
	}
	return sarifPhysical{Artifact: artifact(s.File), Region: region}
}

func regionOf(start, end position) sarifRegion {
	return sarifRegion{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
}

// fix groups the edits of a fix by file.
func (b sarifBuilder) fix(fx fix) sarifFix {
	out := sarifFix{Description: sarifText{fx.Message}}
	for _, e := range fx.Edits {
		a := artifact(e.File)
		i := slices.IndexFunc(out.Changes, func(c sarifChange) bool { return c.Artifact == a })
		if i < 0 {
			i = len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: a})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{
			Deleted:  regionOf(b.source.at(e.path, e.Start), b.source.at(e.path, e.End)),
			Inserted: sarifContent{e.New},
		})
	}
	return out
}

// artifact addresses a file: below the root by a relative URI, so that the log
// is the same on every machine, elsewhere by an absolute one. In GitHub Actions
// the root is that of the repository, whatever directory a step works in.
func artifact(file string) sarifArtifact {
	file = inRepository(file, os.Getenv("GITHUB_WORKSPACE"))
	if !filepath.IsAbs(file) && isInside(file) {
		u := url.URL{Path: filepath.ToSlash(file)}
		return sarifArtifact{URI: u.String(), BaseID: sourceRoot}
	}
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	path := filepath.ToSlash(file)
	if path[0] != '/' {
		path = "/" + path // C:/dir
	}
	u := url.URL{Scheme: "file", Path: path}
	return sarifArtifact{URI: u.String()}
}
