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
	case h.Rel.Kind == effect.Closer || takes(arg.typ) || h.Path != "" && hasMethods(arg.typ):
		return effect.Outcome{Life: effect.Gone, Read: effect.EOF}
	}
	return effect.Outcome{Read: effect.EOF}
}

// unfollowed returns what a function is taken to do with what a struct holds where no
// summary follows it: a reader, and of a receiver what is in a plain io.Reader, may be
// read; what a generic type holds may be taken.
func unfollowed(arg argument, h Handle) (effect.Outcome, bool) {
	switch {
	case h.Path == "":
		return effect.Outcome{}, false
	case arg.index == effect.Receiver && isInstance(arg.typ):
		return effect.Outcome{Life: effect.Gone, Read: effect.EOF}, true
	case !h.Rel.Closes, arg.index == effect.Receiver && !follows(arg.typ, h.Path):
		return effect.Outcome{Read: effect.EOF}, true
	}
	return effect.Outcome{}, false
}

// isInstance reports whether t is, or points to, an instance of a generic type.
func isInstance(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.TypeArgs().Len() > 0
}

// follows reports whether summaries of functions that are given a value of type t know
// what is at a path.
func follows(t types.Type, path string) bool {
	return slices.ContainsFunc(track.Places(t), func(p track.Place) bool { return p.Path == path })
}

// hasMethods reports whether an interface has any methods: those of a struct that holds
// a body may close it, whatever they are called.
func hasMethods(t types.Type) bool {
	it, ok := t.Underlying().(*types.Interface)
	return ok && it.NumMethods() > 0
}

// takes reports whether a parameter of type t takes the body over: every type
// but interfaces that cannot close.
func takes(t types.Type) bool {
	if track.IsTypeParam(t) || !types.IsInterface(t) {
		return true
	}
	return track.CanClose(t)
}
