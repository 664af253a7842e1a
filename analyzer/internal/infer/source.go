package infer

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// fresh returns the obligations that a call creates for its caller.
func (p *Package) fresh(call *ast.CallExpr, f *track.Function) []effect.Fresh {
	fresh := p.conventional(p.info.TypeOf(call))
	if sum := p.Summary(call); sum != nil && !p.isDownload(call) {
		fresh = p.instantiate(call, withErrorsLast(sum.Fresh))
	}
	if len(fresh) == 0 || p.fromMemory(call, f) {
		return nil
	}
	return p.specialise(call, fresh, f)
}

// instantiate drops the obligations that a generic function hands out only
// where its type parameter is a response.
func (p *Package) instantiate(call *ast.CallExpr, fresh []effect.Fresh) []effect.Fresh {
	fn := p.callee(call)
	if fn == nil {
		return fresh
	}
	declared, actual := fn.Signature().Results(), p.info.TypeOf(call)
	return slices.DeleteFunc(slices.Clone(fresh), func(f effect.Fresh) bool {
		return slices.ContainsFunc(f.Aliases, func(a effect.Alias) bool {
			return track.IsTypeParam(declared.At(a.Result).Type()) && !track.IsResponse(track.Result(actual, a.Result))
		})
	})
}

// isDownload reports whether a call invokes a function of an object store that hands
// over what is on the connection, of which the model knows more than summaries.
func (p *Package) isDownload(call *ast.CallExpr) bool {
	tuple, ok := p.info.TypeOf(call).(*types.Tuple)
	if !ok {
		return false
	}
	fresh, store := p.library.Download(tuple.At(0).Type())
	fn := p.callee(call)
	return fresh != nil && fn != nil && fn.Pkg() == store
}

// conventional returns what the convention says of an unknown callee: with an
// error beside it, a response is the caller's to close if the error is nil, and so is
// a download.
func (p *Package) conventional(results types.Type) []effect.Fresh {
	tuple, ok := results.(*types.Tuple)
	if !ok || tuple.Len() != 2 || !track.IsError(tuple.At(1).Type()) {
		return nil
	}
	t := tuple.At(0).Type()
	if fresh, _ := p.library.Download(t); fresh != nil {
		return []effect.Fresh{*fresh}
	}
	if !track.IsResponse(t) && !track.IsTypeParam(t) {
		return nil
	}
	return []effect.Fresh{{
		Aliases: []effect.Alias{{Rel: effect.Whole()}},
		When:    []effect.Guard{{Result: 1, Is: effect.Nil}},
	}}
}
