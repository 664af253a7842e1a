package infer

import (
	"go/types"
	"reflect"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// outcomes condenses the ends of the paths of a function.
func (p *Package) outcomes(f *track.Function, v *flow.Verdict) []effect.Outcome {
	if v.GaveUp != "" {
		return []effect.Outcome{{Life: effect.Gone, Read: effect.EOF}}
	}
	var outs []effect.Outcome
	for _, e := range v.Ends {
		o := effect.Outcome{
			When:    guards(f.Sig, e.Truths),
			Life:    e.Status.Life,
			Read:    e.Status.Read,
			Aliases: e.Aliases,
			Codes:   e.Codes,

			Detached: e.Detached,
		}
		if e.Empty {
			o.Read = effect.EOF
		}
		outs = appendOutcome(outs, o)
	}
	return condense(outs)
}

// guards returns what is known of the results that callers branch on.
func guards(sig *types.Signature, truths []effect.Truth) []effect.Guard {
	var gs []effect.Guard
	for i, t := range truths {
		if t == effect.Unknown || i >= sig.Results().Len() {
			continue
		}
		rt := sig.Results().At(i).Type()
		basic, ok := rt.Underlying().(*types.Basic)
		if isErrorLike(rt) || ok && basic.Kind() == types.Bool {
			gs = append(gs, effect.Guard{Result: i, Is: t})
		}
	}
	return gs
}

// isErrorLike reports whether t is error or a type that implements it, which callers
// compare with nil in its place.
func isErrorLike(t types.Type) bool {
	m := track.Method(t, "Error")
	if m == nil {
		return false
	}
	results := m.Signature().Results()
	return m.Signature().Params().Len() == 0 && results.Len() == 1 && types.Identical(results.At(0).Type(), types.Typ[types.String])
}

// appendOutcome adds an outcome to others; those that differ in nothing but the
// status are one.
func appendOutcome(outs []effect.Outcome, o effect.Outcome) []effect.Outcome {
	codes := o.Codes
	for i, have := range outs {
		o.Codes = have.Codes
		if reflect.DeepEqual(have, o) {
			outs[i].Codes = have.Codes.Or(codes)
			return outs
		}
	}
	o.Codes = codes
	return append(outs, o)
}

// condense keeps a list of outcomes short: what happens whatever the results
// are is said once, and too long a list loses the conditions that tell its
// outcomes apart.
func condense(outs []effect.Outcome) []effect.Outcome {
	uniform := len(outs) > 1
	for _, o := range outs {
		uniform = uniform && sameEffect(o, outs[0]) && len(o.Aliases) == 0 && o.Codes == nil
	}
	if !uniform && len(outs) <= maxOutcomes {
		return outs
	}
	common := commonGuards(outs)
	var short []effect.Outcome
	for _, o := range outs {
		o.When = common
		short = appendOutcome(short, o)
	}
	return short
}

// commonGuards returns the conditions that hold however a call ends: of a
// function that always fails, that its error is not nil.
func commonGuards(outs []effect.Outcome) []effect.Guard {
	var common []effect.Guard
	for _, g := range outs[0].When {
		if !slices.ContainsFunc(outs, func(o effect.Outcome) bool { return !slices.Contains(o.When, g) }) {
			common = append(common, g)
		}
	}
	return common
}

func sameEffect(a, b effect.Outcome) bool {
	return a.Life == b.Life && a.Read == b.Read && a.Bounded == b.Bounded && a.Detached == b.Detached
}

// idempotent believes a method that closes a field of its receiver on some path
// to have closed it on those that leave it open, unless its results tell them
// apart: such methods look at a flag, or a sync.Once, of the receiver to see
// whether it has been done already.
func idempotent(param int, path string, outs []effect.Outcome) []effect.Outcome {
	if param != effect.Receiver || path == "" {
		return outs
	}
	return slices.DeleteFunc(slices.Clone(outs), func(o effect.Outcome) bool {
		return o.Life == effect.Open && slices.ContainsFunc(outs, func(c effect.Outcome) bool {
			return c.Life != effect.Open && !contradict(c.When, o.When)
		})
	})
}
