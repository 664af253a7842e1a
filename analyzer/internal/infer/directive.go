package infer

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Directives on a function's doc comment say what no analysis can know. They
// win over everything, and travel with the facts.
const (
	closesDirective  = "//respbody:closes"
	borrowsDirective = "//respbody:borrows"
	handledDirective = "bodyclose:handled" // as borrows, for those who move; bodyclose allows a space before it
)

// directive returns the summary that the doc comment of a function declares,
// or nil. What it does not speak of is computed.
func (p *Package) directive(f *track.Function) *effect.Summary {
	decl, ok := f.Node.(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return nil
	}
	var closes []string
	borrows := false
	for _, c := range decl.Doc.List {
		name, rest, _ := strings.Cut(c.Text, " ")
		switch {
		case name == closesDirective:
			closes = append(closes, strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' })...)
		case name == borrowsDirective, strings.TrimSpace(strings.TrimPrefix(c.Text, "//")) == handledDirective:
			borrows = true
		}
	}
	if len(closes) == 0 && !borrows {
		return nil
	}
	sum := p.fixpoint(f)
	declared := *sum
	if borrows {
		declared.Fresh = nil
	}
	for _, name := range closes {
		p.declareClosed(&declared, f, name)
	}
	return &declared
}

// declareClosed makes a parameter closed in every outcome, also one that is
// passed as any and of which nothing is computed.
func (p *Package) declareClosed(sum *effect.Summary, f *track.Function, name string) {
	index, ok := p.paramNamed(f, name)
	if !ok {
		return
	}
	closed := []effect.Outcome{{Life: effect.Closed, Read: effect.EOF}}
	params, found := slices.Clone(sum.Params), false
	for i := range params {
		if params[i].Param == index {
			params[i].Outcomes, found = closed, true
		}
	}
	if !found {
		params = append(params, effect.ParamEffect{Param: index, Outcomes: closed})
	}
	sum.Params = params
}

// paramNamed returns the index of a parameter, or effect.Receiver.
func (p *Package) paramNamed(f *track.Function, name string) (int, bool) {
	if recv := f.Recv(p.info); recv != nil && recv.Name() == name {
		return effect.Receiver, true
	}
	for i, v := range track.Params(p.info, f.Type) {
		if v != nil && v.Name() == name {
			return i, true
		}
	}
	return 0, false
}
