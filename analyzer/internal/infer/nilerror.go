package infer

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// OfNil returns what a function of one error returns for a nil error: false for
// those of package os, and whatever the source says for those of this package.
func (p *Package) OfNil(call *ast.CallExpr) effect.Truth {
	fn := p.callee(call)
	if fn == nil {
		return effect.Unknown
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "os" {
		return effect.False // IsExist, IsNotExist, IsPermission, IsTimeout
	}
	f := p.index.ByObj[fn]
	if f == nil || f.Sig.Results().Len() != 1 {
		return effect.Unknown
	}
	if t, ok := p.ofNil[f]; ok {
		return t
	}
	p.ofNil[f] = effect.Unknown // of a recursive function nothing is known
	p.ofNil[f] = p.exploreNil(f)
	return p.ofNil[f]
}

// exploreNil explores a function of one error for a nil error.
func (p *Package) exploreNil(f *track.Function) effect.Truth {
	params := track.Params(p.info, f.Type)
	if len(params) != 1 || params[0] == nil {
		return effect.Unknown
	}
	v := p.run(&flow.Problem{Info: p.info, Function: f, Param: params[0], Given: effect.Nil})
	result := effect.Unknown
	for i, e := range v.Ends {
		if v.GaveUp != "" || len(e.Truths) != 1 || i > 0 && e.Truths[0] != result {
			return effect.Unknown
		}
		result = e.Truths[0]
	}
	return result
}
