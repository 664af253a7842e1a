package flow

import (
	"go/ast"
	"go/types"
	"slices"

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
			{When: []effect.Guard{{Result: 1, Is: effect.Nil}}, Read: effect.Maybe},
			{When: []effect.Guard{{Result: 1, Is: effect.IsEOF}}, Read: effect.EOF},
			{When: []effect.Guard{{Result: 1, Is: effect.Failed}}, Read: effect.EOF},
		}, true
	case track.IsWriteToMethod(m):
		return []effect.Outcome{{Read: effect.EOF}}, true
	}
	return nil, false
}

// settle prepares the outcomes of a reader for the engine. Where one outcome is
// for io.EOF, another one for non-nil errors is for all others. Where reading to
// EOF is the success, a failure counts as much: whoever gives up on a body for
// an error is not asked to read on.
func settle(outcomes []effect.Outcome) []effect.Outcome {
	eof := slices.ContainsFunc(outcomes, func(o effect.Outcome) bool { return guarded(o, effect.IsEOF) })
	whole := slices.ContainsFunc(outcomes, func(o effect.Outcome) bool { return guarded(o, effect.Nil) && o.Read == effect.EOF })
	if !eof && !whole {
		return outcomes
	}
	outcomes = slices.Clone(outcomes)
	for i := range outcomes {
		o := &outcomes[i]
		if !guarded(*o, effect.NonNil) {
			continue
		}
		if eof {
			o.When = []effect.Guard{{Result: o.When[0].Result, Is: effect.Failed}}
		}
		if whole && o.Life == effect.Open {
			o.Read = effect.EOF
		}
	}
	return outcomes
}

// guarded reports whether an outcome has one condition, of one kind.
func guarded(o effect.Outcome, is effect.Truth) bool {
	return len(o.When) == 1 && o.When[0].Is == is
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
		if it, ok := arg.typ.Underlying().(*types.Interface); ok {
			if it.NumMethods() > 2 { // more than a body: any method may see to the end of it
				return effect.Outcome{Life: effect.Gone, Read: effect.EOF}
			}
			return effect.Outcome{Read: effect.EOF}
		}
		return effect.Outcome{} // the method of a type that does anything more has a summary
	case h.Rel.Kind == effect.Closer || takes(arg.typ):
		return effect.Outcome{Life: effect.Gone, Read: effect.EOF}
	}
	return effect.Outcome{Read: effect.EOF}
}

// takes reports whether a parameter of type t takes the body over: every type
// but interfaces that cannot close.
func takes(t types.Type) bool {
	if track.IsTypeParam(t) || !types.IsInterface(t) {
		return true
	}
	return track.CanClose(t)
}
