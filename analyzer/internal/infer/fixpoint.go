package infer

import (
	"go/types"
	"reflect"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
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
