package infer

import (
	"go/ast"
	"go/types"
	"strings"

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
// an error that is nil, or is not: for nil, false for those of package os; and
// whatever the source says for those of this package. Of functions whose source is
// elsewhere and whose name says that they wrap errors it is believed.
func (p *Package) OfError(call *ast.CallExpr, i int, given effect.Truth) effect.Truth {
	fn := p.callee(call)
	if fn == nil {
		return effect.Unknown
	}
	if fn.Pkg() != nil && (fn.Pkg().Path() == "os" || fn.Pkg().Path() == "errors") && returnsBool(fn) && given == effect.Nil {
		return effect.False // os.IsNotExist and its kin, errors.Is and errors.As
	}
	f := p.index.ByObj[fn]
	if f == nil {
		return ofWrapper(fn, given)
	}
	if f.Sig.Results().Len() != 1 {
		return effect.Unknown
	}
	params := track.Params(p.info, f.Type)
	if i >= len(params) || params[i] == nil || !track.IsError(params[i].Type()) {
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

// ofWrapper returns what a function returns that wraps errors, as errors.Wrap of
// github.com/pkg/errors does, or trace.Wrap: an error where it is given one.
func ofWrapper(fn *types.Func, given effect.Truth) effect.Truth {
	results := fn.Signature().Results()
	if given != effect.NonNil || results.Len() != 1 || !track.IsError(results.At(0).Type()) {
		return effect.Unknown
	}
	for _, word := range []string{"Wrap", "With", "Annotate"} {
		if strings.HasPrefix(fn.Name(), word) {
			return effect.NonNil
		}
	}
	return effect.Unknown
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
