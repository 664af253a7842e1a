package analyzer

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/infer"
)

// A rule is what a finding violates.
type rule int

const (
	unclosed rule = iota // some path leaves the body open
	unread               // closed, and no path can have read it to EOF
	hasty                // closed, and some path may not have read it to EOF: strict only
)

// A finding is an obligation that is not met.
type finding struct {
	rule rule
	call *ast.CallExpr
	fn   ast.Node // the function in which the call stands
	loss flow.Loss
	ever bool        // some other path does meet it
	at   token.Pos   // the exit, the overwriting statement, or the close
	way  []flow.Step // to the place, if other ways lead elsewhere
	ob   *infer.Obligation
	ends []flow.End // of all paths
}

// judge turns the ends of all paths of an obligation into at most one finding.
func judge(ob *infer.Obligation, v *flow.Verdict) *finding {
	if ob.Generic || v.GaveUp != "" || len(v.Ends) == 0 {
		return nil
	}
	if !slices.ContainsFunc(v.Ends, func(e flow.End) bool { return !e.Failed }) {
		return nil // a test that fails wherever there is a response expects none
	}
	f := &finding{call: ob.Call, fn: ob.Function.Node, ob: ob, ends: v.Ends}
	var leaks []flow.End
	for _, e := range v.Ends {
		if e.Status.Life == effect.Open {
			leaks = append(leaks, e)
		}
	}
	if len(leaks) > 0 {
		f.leak(leaks, len(leaks) < len(v.Ends))
		return f
	}
	return f.judgeReading(v.Ends)
}

// leak describes the leaking ends by the one that says most.
func (f *finding) leak(leaks []flow.End, ever bool) {
	slices.SortStableFunc(leaks, func(a, b flow.End) int {
		if a.Loss != b.Loss && !ever {
			return rank(a.Loss) - rank(b.Loss)
		}
		return int(a.Pos - b.Pos)
	})
	first := leaks[0]
	f.rule, f.loss, f.at, f.ever = unclosed, first.Loss, first.Pos, ever
	if ever {
		f.way = first.Steps()
	}
}

// rank orders the ways to lose a body that is closed on no path: if it is
// discarded at once, or just left when the function ends, there is nothing more
// to say.
func rank(l flow.Loss) int {
	return slices.Index([]flow.Loss{flow.Discarded, flow.Returned, flow.Consumed, flow.NextRound, flow.Overwritten, flow.NotLost}, l)
}

// judgeReading looks at bodies that are closed on every path. What somebody
// else closes may be read there, so a single hand-over settles it; paths on which
// there is nothing to read prove nothing.
func (f *finding) judgeReading(ends []flow.End) *finding {
	ends = slices.DeleteFunc(slices.Clone(ends), func(e flow.End) bool { return e.Empty })
	all := len(ends)
	ends = slices.DeleteFunc(ends, elsewhere)
	if len(ends) == 0 {
		return nil
	}
	worst, best := ends[0], ends[0]
	for _, e := range ends {
		if e.Status.Read < worst.Status.Read {
			worst = e
		}
		if e.Status.Read > best.Status.Read {
			best = e
		}
	}
	f.at = worst.ClosedAt
	switch {
	case best.Status.Read <= effect.Some && len(ends) == all:
		f.rule = unread
	case worst.Status.Read < effect.EOF:
		f.rule = hasty
		if best.Status.Read > worst.Status.Read {
			f.way = worst.Steps()
		}
	default:
		return nil
	}
	return f
}

// elsewhere reports whether a path leaves the body to somebody else, who may read
// it.
func elsewhere(e flow.End) bool {
	return e.Status.Life == effect.Gone || e.Status.Life == effect.Promised && len(e.Aliases) > 0
}
