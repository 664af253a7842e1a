package flow

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// byShape returns what a method does that is known by its shape, whoever
// implements it: Close closes and Read reads the value it is called on.
func (x *explorer) byShape(call *ast.CallExpr, arg argument, h Handle) ([]effect.Outcome, bool) {
	if arg.index != effect.Receiver || h.Path != "" || h.Rel.Kind != effect.Stream {
		return nil, false
	}
	m := x.method(call)
	switch {
	case m == nil:
		return nil, false
	case track.IsCloseMethod(m):
		return []effect.Outcome{{Life: effect.Closed}}, true
	case track.IsReadMethod(m):
		return []effect.Outcome{
			{When: []effect.Guard{{Result: 1, Is: effect.IsEOF}}, Read: effect.EOF},
			{Read: effect.Maybe},
		}, true
	case track.IsWriteToMethod(m):
		return []effect.Outcome{{Read: effect.EOF}}, true
	}
	return nil, false
}

// Convention returns what a function without a summary is taken to do with what
// its parameter, or receiver, of type t leads to at a place.
func Convention(param int, t types.Type, place track.Place) effect.Outcome {
	return convention(argument{index: param, typ: t}, Handle{place.Path, place.Rel})
}

// convention returns what a callee is taken to do that nothing is known of.
// Unknown code gets the benefit of the doubt: whoever is given something that
// can be closed owns it from then on; whoever is given a reader, or anything as
// an empty interface, may read it to EOF and leaves the closing to the caller.
func convention(arg argument, h Handle) effect.Outcome {
	switch {
	case arg.index == effect.Receiver:
		if types.IsInterface(arg.typ) {
			return effect.Outcome{Read: effect.Maybe}
		}
		return effect.Outcome{} // the method of a type that does anything more has a summary
	case h.Rel.Kind == effect.Closer || takes(arg.typ):
		return effect.Outcome{Life: effect.Gone, Read: effect.Maybe}
	}
	return effect.Outcome{Read: effect.Maybe}
}

// takes reports whether a parameter of type t takes the body over: every type
// but interfaces that cannot close.
func takes(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok || !types.IsInterface(t) {
		return true
	}
	return track.CanClose(t)
}
