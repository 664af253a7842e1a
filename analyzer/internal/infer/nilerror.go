package infer

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// OfNil returns what a function of one result returns where its i-th argument is
// a nil error: false for those of package os, and whatever the source says for
// those of this package.
func (p *Package) OfNil(call *ast.CallExpr, i int) effect.Truth {
	fn := p.callee(call)
	if fn == nil {
		return effect.Unknown
	}
	if fn.Pkg() != nil && (fn.Pkg().Path() == "os" || fn.Pkg().Path() == "errors") && returnsBool(fn) {
		return effect.False // os.IsNotExist and its kin, errors.Is and errors.As
	}
	f := p.index.ByObj[fn]
	if f == nil || f.Sig.Results().Len() != 1 {
		return effect.Unknown
	}
	params := track.Params(p.info, f.Type)
	if i >= len(params) || params[i] == nil || !track.IsError(params[i].Type()) {
		return effect.Unknown
	}
	if t, ok := p.ofNil[params[i]]; ok {
		return t
	}
	p.ofNil[params[i]] = effect.Unknown // of a recursive function nothing is known
	p.ofNil[params[i]] = p.exploreNil(f, params[i])
	return p.ofNil[params[i]]
}

func returnsBool(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() != 1 {
		return false
	}
	basic, ok := results.At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Bool
}

// exploreNil explores a function for a nil error.
func (p *Package) exploreNil(f *track.Function, param *types.Var) effect.Truth {
	v := p.run(&flow.Problem{Info: p.info, Function: f, Param: param, Given: effect.Nil})
	result := effect.Unknown
	for i, e := range v.Ends {
		if v.GaveUp != "" || len(e.Truths) != 1 || i > 0 && e.Truths[0] != result {
			return effect.Unknown
		}
		result = e.Truths[0]
	}
	return result
}
