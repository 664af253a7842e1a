package analyzer

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/flow"
)

// related returns the places that belong to a finding, in the order in which
// they are passed: the conditions that lead to the exit, if there are others
// that do not, and the exit.
func (r *reporter) related(f *finding) []analysis.RelatedInformation {
	var places []analysis.RelatedInformation
	for _, s := range decisive(f.way) {
		places = append(places, analysis.RelatedInformation{Pos: s.Cond.Pos(), End: s.Cond.End(), Message: condition(s)})
	}
	if f.at.IsValid() && (len(places) > 0 || r.line(f.at) != r.line(f.call.Pos())) {
		places = append(places, analysis.RelatedInformation{Pos: f.at, Message: f.place()})
	}
	return places
}

// decisive leaves out of a path what goes without saying, the cases of a switch
// before the one that is taken, and its beginning if it is long.
func decisive(steps []flow.Step) []flow.Step {
	const enough = 5
	taken := map[ast.Expr]bool{}
	for _, s := range steps {
		if s.Tag != nil && s.Is {
			taken[s.Tag] = true
		}
	}
	var kept []flow.Step
	for _, s := range steps {
		if s.Is || !taken[s.Tag] {
			kept = append(kept, s)
		}
	}
	return kept[max(0, len(kept)-enough):]
}

// condition words the outcome of a condition.
func condition(s flow.Step) string {
	const tooLong = 80
	text := types.ExprString(s.Cond)
	if s.Tag != nil {
		text = types.ExprString(s.Tag) + " == " + text
	}
	if len(text) > tooLong {
		text = "this condition"
	}
	if s.Is {
		return text + " is true"
	}
	return text + " is false"
}

// place describes the place that belongs to a finding.
func (f *finding) place() string {
	switch {
	case f.rule != unclosed:
		return "closed here"
	case f.loss == flow.Returned:
		return "returns here with the body open"
	}
	return "the last reference to the open body is lost here"
}
