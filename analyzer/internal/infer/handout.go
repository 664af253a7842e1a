package infer

import (
	"go/types"
	"reflect"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// handedOut returns the obligations that a function leaves to its caller with
// its results.
func (p *Package) handedOut(f *track.Function) []effect.Fresh {
	if f.Sig == nil || !track.AnyHolds(f.Sig.Results()) {
		return nil
	}
	var all []effect.Fresh
	for _, ob := range p.within(f) {
		v := p.explore(ob, f)
		if v.GaveUp != "" {
			continue
		}
		lent := slices.ContainsFunc(v.Ends, func(e flow.End) bool {
			return e.Status.Life == effect.Gone && !e.Handed // whoever was given it may have read it
		})
		for _, e := range v.Ends {
			fresh := effect.Fresh{Aliases: closers(e.Aliases), When: guards(f.Sig, e.Truths), Read: e.Status.Read, Codes: e.Codes}
			if len(fresh.Aliases) == 0 || e.Loss != flow.Returned {
				continue
			}
			fresh.Despite = withError(fresh.When)
			if len(fresh.Aliases) < len(e.Aliases) || lent {
				fresh.Read = effect.EOF // what else leads to the body is there to read it
			}
			if e.Handed && !alsoClosed(f.Sig, v.Ends, fresh) {
				all = mergeFresh(all, fresh)
			}
		}
	}
	return all
}

// withError reports whether an obligation comes with an error that is not nil.
func withError(when []effect.Guard) bool {
	return slices.ContainsFunc(when, func(g effect.Guard) bool {
		return g.Is == effect.NonNil || g.Is == effect.IsEOF || g.Is == effect.Failed
	})
}

// within returns the obligations that the calls of a function create, and those
// that its literals leave in its variables.
func (p *Package) within(f *track.Function) []*Obligation {
	obs := separately(p.Obligations(f))
	for _, lit := range p.index.Literals(f) {
		for _, ob := range separately(p.Obligations(lit)) {
			if captured(p.explore(ob, lit)) {
				obs = append(obs, ob)
			}
		}
	}
	return obs
}

// alsoClosed reports whether a function that hands out an obligation returns
// the same one closed on another path, and the results do not tell the caller
// which it is: then nobody can say whether he owes a close.
func alsoClosed(sig *types.Signature, ends []flow.End, fresh effect.Fresh) bool {
	for _, e := range ends {
		done := e.Status.Life == effect.Closed || e.Status.Life == effect.Promised
		if done && e.Loss == flow.Returned && len(e.Aliases) > 0 && !contradict(guards(sig, e.Truths), fresh.When) {
			return true
		}
	}
	return false
}

// contradict reports whether two sets of conditions cannot hold together.
func contradict(a, b []effect.Guard) bool {
	for _, g := range a {
		for _, h := range b {
			if g.Result == h.Result && g.Is != h.Is {
				return true
			}
		}
	}
	return false
}

// closers returns the aliases through which the body can be closed.
func closers(aliases []effect.Alias) []effect.Alias {
	var cs []effect.Alias
	for _, a := range aliases {
		if a.Rel.Closes {
			cs = append(cs, a)
		}
	}
	return cs
}

// withErrorsLast puts what comes with an error behind the rest.
func withErrorsLast(all []effect.Fresh) []effect.Fresh {
	last := slices.Clone(all)
	last = slices.DeleteFunc(last, func(fresh effect.Fresh) bool { return !fresh.Despite })
	return append(unlessFailed(all), last...)
}

// unlessFailed leaves out what comes with an error.
func unlessFailed(all []effect.Fresh) []effect.Fresh {
	var some []effect.Fresh
	for _, fresh := range all {
		if !fresh.Despite {
			some = append(some, fresh)
		}
	}
	return some
}

// mergeFresh adds an obligation to those a function hands out. For the caller
// two with the same aliases are one, of which less is known.
func mergeFresh(all []effect.Fresh, fresh effect.Fresh) []effect.Fresh {
	for i, have := range all {
		if have.Despite != fresh.Despite || !reflect.DeepEqual(have.Aliases, fresh.Aliases) {
			continue
		}
		all[i].When = common(have.When, fresh.When)
		all[i].Read = max(have.Read, fresh.Read)
		all[i].Codes = have.Codes.Or(fresh.Codes)
		return all
	}
	return append(all, fresh)
}

// common returns the conditions that are in both sets.
func common(a, b []effect.Guard) []effect.Guard {
	var both []effect.Guard
	for _, g := range a {
		for _, h := range b {
			if g == h {
				both = append(both, g)
			}
		}
	}
	return both
}
