package flow

import (
	"go/ast"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// finish ends a node: the results of its calls are forgotten, and a state that
// has nothing more to tell ends here.
func (x *explorer) finish(n ast.Node, states []*State) []*State {
	kept := states[:0]
	for _, s := range states {
		s.temps = nil
		if s.born {
			x.bornAt = n.Pos()
		}
		if !x.over(s, n) {
			s.born = false
			kept = append(kept, s)
		}
	}
	return kept
}

// over records the end of a state that is done before its function is: the
// body is closed or handed over. What a parameter leads to is still in the
// caller's hands, so it is never over. Where nothing leads to an open body any
// more the state goes on, for what it knows of the error may still show that
// its path cannot happen: _, err := http.Get(url); require.Error(t, err).
func (x *explorer) over(s *State, n ast.Node) bool {
	if !s.live || x.Param != nil || x.dry > 0 {
		return false
	}
	switch s.status.Life {
	case effect.Closed, effect.Gone:
		if s.status.Life == effect.Closed && s.reachable() && s.matters(n.End()) && (x.hands || s.status.Read < effect.EOF) {
			return false // it may yet be returned, or turn out to have had nothing to read
		}
		x.end(s, End{Pos: n.Pos()})
		return true
	case effect.Closing:
		if x.hands || s.leadsFrom(n.End()) || len(s.defers) > 0 || len(x.lits) > 0 {
			return false // what is deferred beside the close may still read
		}
		s.status = s.status.Reads(s.late) // nothing but the deferred calls can still happen to it
		x.end(s, End{Pos: n.Pos()})
		return true
	case effect.Open:
		if s.lost == NotLost && !s.reachable() {
			s.lost, s.lostAt = x.loss(s, n), n.Pos()
		}
	}
	return false
}

// loss says how the node that just ended lost the last handle.
func (x *explorer) loss(s *State, n ast.Node) Loss {
	switch {
	case s.born && x.isResult(n):
		return Discarded
	case s.born:
		return Consumed
	case s.dropped != NotLost:
		return s.dropped
	}
	return Overwritten
}

// isResult reports whether the creating call is all there is to a statement, or
// what it assigns.
func (x *explorer) isResult(n ast.Node) bool {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.ExprStmt:
		values = []ast.Expr{n.X}
	case *ast.GoStmt:
		values = []ast.Expr{n.Call}
	case *ast.DeferStmt:
		values = []ast.Expr{n.Call}
	case *ast.AssignStmt:
		values = n.Rhs
	case *ast.ValueSpec:
		values = n.Values
	}
	return slices.ContainsFunc(values, func(e ast.Expr) bool { return ast.Unparen(e) == x.Site })
}
