package infer

import (
	"go/types"
	"reflect"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// An entry is a summary on its way. The summaries of functions that call each
// other are the least fixed point: they start with no outcome at all, which is
// what is known of a call that never returns, and grow until nothing changes.
//
// The function that was asked for first is the head of its cycle. It alone
// goes round again; the others are computed once in each round, when they are
// called.
type entry struct {
	sum     *effect.Summary // nil if it cannot be had
	running bool            // it is on the stack
	stale   bool            // to be computed again in this round
	changed bool            // by the last computation
	pos     int             // position on the stack while it is running
	low     int             // lowest position of a running entry that it leans on

	// leaning are the other functions of the cycle, while it is not settled.
	leaning []*track.Function
}

// settled is the low of an entry that leans on nothing that is running.
const settled = int(^uint(0) >> 1)

// summary returns the summary of a function of this package, nil if it cannot
// be had.
func (p *Package) summary(f *track.Function) *effect.Summary {
	if f == nil {
		return nil
	}
	e := p.summaries[f]
	switch {
	case e != nil && e.running:
		p.lean(e.pos)
		return e.sum
	case e != nil && !e.stale:
		if e.low < len(p.stack) {
			p.lean(e.low)
		}
		return e.sum
	case len(p.stack) >= maxNesting || p.steps > maxPackage:
		return nil
	}
	if s := p.directive(f); s != nil {
		p.summaries[f] = &entry{sum: s, low: settled}
		return s
	}
	return p.fixpoint(f)
}

// fixpoint computes a summary, and if it is the head of a cycle, until the
// summaries of the cycle no longer change.
func (p *Package) fixpoint(f *track.Function) *effect.Summary {
	e := p.summaries[f]
	if e == nil {
		e = &entry{sum: p.bottom(f)}
		p.summaries[f] = e
	}
	e.pos, e.low, e.running, e.stale = len(p.stack), settled, true, false
	p.stack = append(p.stack, e)
	for round := 1; ; round++ {
		next := p.compute(f)
		e.changed = !reflect.DeepEqual(e.sum, next)
		e.sum = next
		if e.low != e.pos || !p.again(e) {
			break
		}
		if round == maxRounds {
			p.surrender(e)
			break
		}
	}
	p.stack = p.stack[:e.pos]
	e.running = false
	if e.low >= e.pos {
		p.settle(e)
		return e.sum
	}
	top := p.stack[len(p.stack)-1]
	top.join(f)
	top.join(e.leaning...)
	e.leaning = nil
	p.lean(e.low)
	return e.sum
}

// join adds functions to a cycle.
func (e *entry) join(fs ...*track.Function) {
	for _, f := range fs {
		if !slices.Contains(e.leaning, f) {
			e.leaning = append(e.leaning, f)
		}
	}
}

// again prepares another round of a cycle, unless the last one changed nothing.
func (p *Package) again(head *entry) bool {
	changed := head.changed
	for _, f := range head.leaning {
		g := p.summaries[f]
		changed = changed || g.changed
		g.stale, g.changed = true, false
	}
	return changed
}

// surrender makes the summaries of a cycle unknown that does not come to rest.
func (p *Package) surrender(head *entry) {
	head.sum = nil
	for _, f := range head.leaning {
		p.summaries[f].sum = nil
	}
}

// settle makes a summary final, and those of its cycle.
func (p *Package) settle(head *entry) {
	head.low = settled
	for _, f := range head.leaning {
		g := p.summaries[f]
		g.low, g.stale = settled, false
	}
	head.leaning = nil
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
