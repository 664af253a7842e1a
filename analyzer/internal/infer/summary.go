package infer

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Bounds of the computation, far above what people write.
const (
	maxNesting  = 1000 // helpers that call helpers
	maxPackage  = 4e6  // steps of the engine in all functions of a package
	maxRounds   = 5    // iterations for recursive functions
	maxOutcomes = 8    // outcomes of one parameter
)

// An entry is a summary on its way. The summary of a recursive function is the
// least fixed point: it starts with no outcome at all, which is what is known
// of a call that never returns, and grows until nothing changes.
type entry struct {
	sum  *effect.Summary
	done bool
	pos  int // position on the stack while it is being computed
	low  int // lowest position of an unfinished entry that it leans on

	// leaning are the functions whose summaries were computed from this one while
	// it was unfinished. They hold as long as it does not change.
	leaning []*track.Function
}

// settled is the low of an entry that leans on nothing unfinished.
const settled = int(^uint(0) >> 1)

// summary returns the summary of a function of this package, nil if it cannot
// be had.
func (p *Package) summary(f *track.Function) *effect.Summary {
	if f == nil {
		return nil
	}
	if e := p.summaries[f]; e != nil {
		if !e.done {
			p.lean(e.pos)
		} else if e.low < len(p.stack) {
			p.lean(e.low)
		}
		return e.sum
	}
	if len(p.stack) >= maxNesting || p.steps > maxPackage {
		return nil
	}
	if s := p.directive(f); s != nil {
		p.summaries[f] = &entry{sum: s, done: true, low: settled}
		return s
	}
	return p.fixpoint(f)
}

// fixpoint computes a summary until it no longer changes.
func (p *Package) fixpoint(f *track.Function) *effect.Summary {
	e := &entry{sum: p.bottom(f), pos: len(p.stack), low: settled}
	p.summaries[f] = e
	p.stack = append(p.stack, e)
	for range maxRounds {
		next := p.compute(f)
		same := reflect.DeepEqual(e.sum, next)
		e.sum = next
		if same || e.low > e.pos {
			break
		}
		for _, g := range e.leaning {
			delete(p.summaries, g)
		}
		e.leaning = nil
	}
	p.stack = p.stack[:e.pos]
	e.done = true
	if e.low >= e.pos {
		p.settle(f, e)
		return e.sum
	}
	top := p.stack[len(p.stack)-1]
	top.leaning = append(append(top.leaning, f), e.leaning...)
	p.lean(e.low)
	return e.sum
}

// settle makes a summary final, and those that lean on it.
func (p *Package) settle(f *track.Function, e *entry) {
	e.low = settled
	for _, g := range e.leaning {
		if l := p.summaries[g]; l != nil {
			l.low = settled
		}
	}
	e.leaning = nil
}

// lean notes that the computation on top of the stack depends on the unfinished
// one at a position.
func (p *Package) lean(pos int) {
	if len(p.stack) > 0 {
		top := p.stack[len(p.stack)-1]
		top.low = min(top.low, pos)
	}
}

// bottom returns the summary from which the computation starts: no parameter
// has an outcome.
func (p *Package) bottom(f *track.Function) *effect.Summary {
	sum := &effect.Summary{}
	p.eachParam(f, func(index int, _ *types.Var, place track.Place) {
		sum.Params = append(sum.Params, effect.ParamEffect{Param: index, Path: place.Path})
	})
	return sum
}

// eachParam calls yield for every place in which a parameter, receiver first,
// can hold a body.
func (p *Package) eachParam(f *track.Function, yield func(int, *types.Var, track.Place)) {
	visit := func(index int, v *types.Var) {
		if v == nil || v.Name() == "_" {
			return // not used: the body stays as it is
		}
		for _, place := range track.Places(v.Type()) {
			yield(index, v, place)
		}
	}
	visit(effect.Receiver, f.Recv(p.info))
	for i, v := range track.Params(p.info, f.Type) {
		visit(i, v)
	}
}

// compute explores a function once for every obligation that comes in through a
// parameter and for every one that may go out through a result.
func (p *Package) compute(f *track.Function) *effect.Summary {
	sum := &effect.Summary{}
	sum.NoReturn = f.Obj != nil && p.noReturn(f.Obj)
	errs := p.errorParams(f)
	p.eachParam(f, func(index int, v *types.Var, place track.Place) {
		if !p.uses(f, v, place.Path) {
			sum.Params = append(sum.Params, effect.ParamEffect{Param: index, Path: place.Path, Outcomes: []effect.Outcome{{}}})
			return
		}
		problem := &flow.Problem{Info: p.info, Function: f, Param: v, Path: place.Path, Rel: place.Rel}
		if place.Rel.Kind == effect.Response {
			problem.Nil = errs
		}
		sum.Params = append(sum.Params, effect.ParamEffect{
			Param:    index,
			Path:     place.Path,
			Outcomes: p.outcomes(f, p.run(problem)),
		})
	})
	sum.Fresh = p.handedOut(f)
	return sum
}

// run explores a problem at the expense of the package's budget.
func (p *Package) run(problem *flow.Problem) *flow.Verdict {
	v := flow.Explore(problem, p)
	p.steps += v.Steps
	return v
}

// uses reports whether a function does anything with what a parameter holds at
// a path: a struct of which only other fields are used keeps its body.
func (p *Package) uses(f *track.Function, v *types.Var, path string) bool {
	first, _, _ := strings.Cut(path, ".")
	used := false
	harmless := map[*ast.Ident]bool{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			id, ok := n.X.(*ast.Ident)
			sel := p.info.Selections[n]
			if ok && path != "" && sel != nil && sel.Kind() == types.FieldVal && len(sel.Index()) == 1 && n.Sel.Name != first {
				harmless[id] = true
			}
		case *ast.Ident:
			used = used || p.info.Uses[n] == v && !harmless[n]
		}
		return !used
	})
	return used
}

// errorParams returns the parameters of type error. Where a response is passed
// along with an error, as in f(http.Get(url)), the error is nil if there is a
// body.
func (p *Package) errorParams(f *track.Function) []*types.Var {
	var errs []*types.Var
	for _, v := range track.Params(p.info, f.Type) {
		if v != nil && track.IsError(v.Type()) {
			errs = append(errs, v)
		}
	}
	return errs
}

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

// isErrorLike reports whether t is error or a type that callers compare with
// nil in its place.
func isErrorLike(t types.Type) bool {
	m := track.Method(t, "Error")
	return m != nil && m.Signature().Params().Len() == 0
}

func appendOutcome(outs []effect.Outcome, o effect.Outcome) []effect.Outcome {
	for _, have := range outs {
		if reflect.DeepEqual(have, o) {
			return outs
		}
	}
	return append(outs, o)
}

// condense keeps a list of outcomes short: what happens whatever the results
// are is said once, and too long a list loses its conditions.
func condense(outs []effect.Outcome) []effect.Outcome {
	uniform := len(outs) > 1
	for _, o := range outs {
		uniform = uniform && sameEffect(o, outs[0]) && len(o.Aliases) == 0
	}
	if !uniform && len(outs) <= maxOutcomes {
		return outs
	}
	var short []effect.Outcome
	for _, o := range outs {
		o.When = nil
		short = appendOutcome(short, o)
	}
	return short
}

func sameEffect(a, b effect.Outcome) bool {
	return a.Life == b.Life && a.Read == b.Read && a.Bounded == b.Bounded && a.Detached == b.Detached
}

// handedOut returns the obligations that a function leaves to its caller with
// its results.
func (p *Package) handedOut(f *track.Function) []effect.Fresh {
	if f.Sig == nil || !track.AnyLeads(f.Sig.Results()) {
		return nil
	}
	var all []effect.Fresh
	for _, ob := range p.Obligations(f) {
		v := p.Follow(ob)
		if v.GaveUp != "" {
			continue
		}
		for _, e := range v.Ends {
			fresh := effect.Fresh{Aliases: closers(e.Aliases), When: guards(f.Sig, e.Truths), Read: e.Status.Read}
			if len(fresh.Aliases) == 0 || e.Loss != flow.Returned {
				continue
			}
			if e.Status.Life == effect.Gone && !alsoClosed(f.Sig, v.Ends, fresh) {
				all = mergeFresh(all, fresh)
			}
		}
	}
	return all
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

// mergeFresh adds an obligation to those a function hands out. For the caller
// two with the same aliases are one, of which less is known.
func mergeFresh(all []effect.Fresh, fresh effect.Fresh) []effect.Fresh {
	for i, have := range all {
		if !reflect.DeepEqual(have.Aliases, fresh.Aliases) {
			continue
		}
		all[i].When = common(have.When, fresh.When)
		all[i].Read = max(have.Read, fresh.Read)
		return all
	}
	return append(all, fresh)
}

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
