package infer

import (
	"go/ast"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Directives on a function's doc comment say what no analysis can know. They
// win over everything, and travel with the facts.
const (
	closesDirective  = "//respbody:closes"
	borrowsDirective = "//respbody:borrows"
	handledDirective = "//bodyclose:handled" // as borrows, for those who move
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
		switch name {
		case closesDirective:
			closes = append(closes, strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' })...)
		case borrowsDirective, handledDirective:
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

// declareClosed makes a parameter closed in every outcome.
func (p *Package) declareClosed(sum *effect.Summary, f *track.Function, name string) {
	params := make([]effect.ParamEffect, len(sum.Params))
	copy(params, sum.Params)
	vars := track.Params(p.info, f.Type)
	for i, pe := range params {
		if pe.Param >= 0 && pe.Param < len(vars) && vars[pe.Param].Name() == name ||
			pe.Param == effect.Receiver && f.Recv(p.info).Name() == name {
			params[i].Outcomes = []effect.Outcome{{Life: effect.Closed, Read: effect.EOF}}
		}
	}
	sum.Params = params
}
