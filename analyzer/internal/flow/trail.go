package flow

import (
	"go/ast"
	"slices"
)

// A Trail is the way of a state: the conditions it has passed since the
// obligation was created and until its last handle was lost, newest first. It
// belongs to one path that has really been explored, and it is no part of a
// state's identity, so that keeping it costs no states.
//
// Not every condition on the way has to do with the end of it. Those that say
// nothing are left out by Steps: what is left may be too little to enforce the
// path, and all of it holds on the path.
type Trail struct {
	prev   *Trail
	branch *branch  // nil where the state has reached a block
	is     bool     // the outcome of the condition on this path
	ways   []*Trail // to the block, in the same state; the first one is this path's
}

// A branch is a condition with what is known of it after an exploration.
type branch struct {
	cond, tag ast.Expr // tag is nil unless cond is the value of a case
	taken     [2]bool  // whether it was ever false, and true, while the obligation existed
}

// A Step is one condition on the way to an end.
type Step struct {
	Cond ast.Expr // the condition, or the value of a case
	Tag  ast.Expr // what the value of the case is compared with, or nil
	Is   bool     // the outcome
}

// Steps returns the conditions on a way to the end that say something, oldest
// first: both outcomes are possible once there is a response, and they make a
// difference.
func (e End) Steps() []Step {
	var ways [][]Step
	for _, t := range e.Ways {
		ways = append(ways, t.steps())
	}
	ways = unite(ways, oneDiffers)
	if len(ways) == 0 {
		return nil
	}
	return ways[0]
}

func (t *Trail) steps() []Step {
	var steps []Step
	for t := t.significant(); t != nil; t = t.prev.significant() {
		steps = append(steps, Step{t.branch.cond, t.branch.tag, t.is})
	}
	slices.Reverse(steps)
	return steps
}

// oneDiffers returns what two ways have in common if they are the same but for
// the outcome of one condition.
func oneDiffers(a, b []Step) ([]Step, bool) {
	if len(a) != len(b) {
		return nil, false
	}
	at := -1
	for i := range a {
		switch {
		case a[i] == b[i]:
		case at < 0 && a[i].Cond == b[i].Cond:
			at = i
		default:
			return nil, false
		}
	}
	if at < 0 {
		return a, true
	}
	return slices.Delete(slices.Clone(a), at, at+1), true
}

// significant returns the newest condition that says something.
func (t *Trail) significant() *Trail {
	for t != nil {
		switch {
		case len(t.ways) > 0:
			t = t.ways[0]
		case t.branch == nil || !t.branch.taken[0] || !t.branch.taken[1]:
			t = t.prev
		default:
			return t
		}
	}
	return nil
}

// passed records the outcomes of a condition in the states it has split.
func (x *explorer) passed(cond, tag ast.Expr, yes, no []*State) {
	if x.dry > 0 {
		return
	}
	b := x.branches[cond]
	for is, states := range [][]*State{no, yes} {
		for _, s := range states {
			if !s.live || s.lost != NotLost {
				continue // not yet, or no longer, on the way
			}
			if b == nil {
				b = &branch{cond: cond, tag: tag}
				x.branches[cond] = b
			}
			b.taken[is] = true
			s.trail = &Trail{branch: b, is: is == 1, prev: s.trail}
		}
	}
}

// enough bounds the ways to a block or an end that are compared. With more of
// them conditions stay that could go.
const enough = 16

// meet notes another way by which the same state has reached a block. A condition
// that parted two ways, if it is all they differ by, has made no difference to
// what comes then.
func (t *Trail) meet(other *Trail) {
	if len(t.ways) == 0 {
		t.ways = []*Trail{t.prev}
	}
	if len(t.ways) < enough {
		t.ways = unite(append(t.ways, other), lastDiffers)
	}
}

// lastDiffers returns the way up to the condition that parts two ways, if it is
// the same for both. What it leaves out for now, since one outcome alone has been
// seen so far, is still on that way.
func lastDiffers(a, b *Trail) (*Trail, bool) {
	a, b = a.significant(), b.significant()
	if a == nil || b == nil || a.branch != b.branch || a.is == b.is {
		return nil, false
	}
	return a.prev, a.prev.significant() == b.prev.significant()
}

// unite replaces pairs of ways by what they have in common, as long as there are
// pairs for which that is another way. The first way stays the first.
func unite[T any](ways []T, common func(a, b T) (T, bool)) []T {
	for i := range ways {
		for j := i + 1; j < len(ways); j++ {
			if way, ok := common(ways[i], ways[j]); ok {
				ways[i] = way
				return unite(slices.Delete(ways, j, j+1), common)
			}
		}
	}
	return ways
}
