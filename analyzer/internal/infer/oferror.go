package infer

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// An errorCase is a parameter, and whether it is given a nil error or another one.
type errorCase struct {
	param *types.Var
	given effect.Truth
}

// OfError returns what a function of one result returns where its i-th argument is
// an error that is nil, or is not: for nil, false for those of package os; whatever
// the source says for those of this package; and of others that make one error of
// another, as errors.Wrap of github.com/pkg/errors does, nil for nil, and whether they
// are known to keep errors.
func (p *Package) OfError(call *ast.CallExpr, i int, given effect.Truth) effect.Truth {
	fn := p.callee(call)
	if fn == nil {
		return effect.Unknown
	}
	if t := ofStandard(fn, given); t != effect.Unknown {
		return t
	}
	if f := p.index.ByObj[fn]; f != nil {
		return p.ofParam(f, i, given)
	}
	results := fn.Signature().Results()
	if i != onlyError(fn.Signature()) || results.Len() != 1 || !track.IsError(results.At(0).Type()) {
		return effect.Unknown
	}
	if given == effect.Nil {
		return effect.Nil // what wraps errors makes none
	}
	if sum := p.importFact(fn); sum != nil && sum.KeepsError {
		return effect.NonNil
	}
	return effect.Unknown
}

// ofStandard returns what a function of the standard library returns for an error.
func ofStandard(fn *types.Func, given effect.Truth) effect.Truth {
	if fn.Pkg() == nil {
		return effect.Unknown
	}
	switch path := fn.Pkg().Path(); {
	case path != "os" && path != "errors":
	case given == effect.Nil && returnsBool(fn): // os.IsNotExist and its kin, errors.Is and errors.As
		return effect.False
	case given == effect.Nil && fn.Name() == "Unwrap", given == effect.NonNil && fn.Name() == "Join":
		return given
	}
	return effect.Unknown
}

// Stops reports whether a function of this package does not return where its i-th
// argument is an error of that kind.
func (p *Package) Stops(call *ast.CallExpr, i int, given effect.Truth) bool {
	f := p.index.ByObj[p.callee(call)]
	if f == nil {
		return false
	}
	params := track.Params(p.info, f.Type)
	if i >= len(params) || params[i] == nil || !track.IsError(params[i].Type()) {
		return false
	}
	c := errorCase{params[i], given}
	stops, known := p.stops[c]
	if !known {
		p.stops[c] = false // of a recursive function nothing is known
		v := p.run(&flow.Problem{Info: p.info, Function: f, Param: c.param, Given: given})
		stops = v.GaveUp == "" && len(v.Ends) == 0
		p.stops[c] = stops
	}
	return stops
}

// ofParam returns what a function of this package returns where its i-th parameter
// is an error of that kind.
func (p *Package) ofParam(f *track.Function, i int, given effect.Truth) effect.Truth {
	params := track.Params(p.info, f.Type)
	if f.Sig.Results().Len() != 1 || i >= len(params) || params[i] == nil || !track.IsError(params[i].Type()) {
		return effect.Unknown
	}
	c := errorCase{params[i], given}
	if t, ok := p.ofError[c]; ok {
		return t
	}
	p.ofError[c] = effect.Unknown // of a recursive function nothing is known
	p.ofError[c] = p.exploreError(f, c)
	return p.ofError[c]
}

// keepsError reports whether a function returns an error, and nothing else, that is
// not nil where the one error that it is given is not.
func (p *Package) keepsError(f *track.Function) bool {
	results, given := f.Sig.Results(), onlyError(f.Sig)
	if results.Len() != 1 || !track.IsError(results.At(0).Type()) || given < 0 {
		return false
	}
	return p.ofParam(f, given, effect.NonNil) == effect.NonNil
}

// onlyError returns the index of the only error among the parameters of a function,
// and -1 if there is none or more than one.
func onlyError(sig *types.Signature) int {
	only := -1
	for i := range sig.Params().Len() {
		if !track.IsError(sig.Params().At(i).Type()) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

func returnsBool(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() != 1 {
		return false
	}
	basic, ok := results.At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Bool
}

// exploreError explores a function for an error.
func (p *Package) exploreError(f *track.Function, c errorCase) effect.Truth {
	v := p.run(&flow.Problem{Info: p.info, Function: f, Param: c.param, Given: c.given})
	result := effect.Unknown
	for i, e := range v.Ends {
		if v.GaveUp != "" || len(e.Truths) != 1 {
			return effect.Unknown
		}
		t := e.Truths[0]
		if t == effect.IsEOF || t == effect.Failed {
			t = effect.NonNil
		}
		if i > 0 && t != result {
			return effect.Unknown
		}
		result = t
	}
	return result
}
