package fix

import (
	"go/ast"
	"go/token"
	"slices"
)

// A point is a place where a path is about to lose the open body.
type point struct {
	stmt  ast.Stmt // before this statement of a list,
	after ast.Stmt // after this one,
	list  list     // or at the end of this list
	reads ast.Stmt // the simple statement that may read the body before losing it
	m     moment
	drain bool
}

// pos returns where the point is, as far as names are concerned.
func (p point) pos() token.Pos {
	switch {
	case p.after != nil:
		return p.after.End()
	case p.stmt != nil:
		return p.stmt.Pos()
	case len(p.list.stmts) > 0:
		return p.list.stmts[len(p.list.stmts)-1].End()
	}
	return p.list.open
}

// closeOnce closes the body wherever a path is about to leak it, if nothing has
// closed it before on any path that leads there.
func (r *repair) closeOnce(w *walker, u *uses) bool {
	return r.closeAll(w, u, open|absent|before)
}

// closeAtPoints closes the body wherever a path is about to leak it. On some path
// it may be closed already, which does no harm.
func (r *repair) closeAtPoints(w *walker, u *uses) bool {
	return r.closeAll(w, u, open|absent|before|closed)
}

func (r *repair) closeAll(w *walker, u *uses, allowed may) bool {
	if w.lost || u.deferred || !r.escapesKnown(u) {
		return false
	}
	points, ok := r.points(w, u)
	if !ok || len(points) == 0 {
		return false
	}
	if p, ok := r.onePoint(w, u, points); ok {
		points = []point{p}
	}
	if len(points) > maxPoints {
		return false
	}
	for _, p := range points {
		if p.m.may&^allowed != 0 || p.pos() > r.replacesBody() {
			return false
		}
		if !r.closeAt(u, p) {
			return false
		}
	}
	r.message = "Close the response body on the paths that leave it open"
	return r.readElsewhere(w)
}

// readElsewhere reads what is left of the body where it is closed already, for
// those paths would be the next finding.
func (r *repair) readElsewhere(w *walker) bool {
	edits := r.edits
	if r.readAll(w) || !slices.ContainsFunc(r.Ends, func(e End) bool { return e.drain && !e.leaks() }) {
		return true
	}
	r.edits = edits
	return r.Read != Always
}

// maxPoints bounds how many places one fix closes the body in.
const maxPoints = 4

// escapesKnown reports whether all who are given the body also have to close it,
// so that those paths are none of ours. Somebody who only reads it may still do so.
func (r *repair) escapesKnown(u *uses) bool {
	for _, n := range u.escapes {
		if !r.takes(n) {
			return false
		}
	}
	return true
}

// closeAt adds the edit for one point.
func (r *repair) closeAt(u *uses, p point) bool {
	if p.m.may&(open|closed) == 0 || !p.m.held || !r.means(r.handle.place, p.pos()) {
		return false
	}
	lines := r.explicit(p.drain)
	if p.reads != nil && r.readBy(u, p.reads) {
		ret, ok := p.reads.(*ast.ReturnStmt)
		if !ok || u.returned[ret] {
			return false
		}
		lines = r.deferred(p.drain) // runs when the operands have been evaluated
	}
	if p.m.may&(absent|before) != 0 {
		cond := r.present(p.m, p.pos())
		if cond == "" {
			return false
		}
		lines = inIf(cond, lines)
	}
	switch {
	case p.after != nil:
		r.edits = append(r.edits, r.src.after(p.after, lines))
	case p.stmt != nil:
		r.edits = append(r.edits, r.src.before(p.stmt, lines))
	default:
		r.edits = append(r.edits, r.atEnd(p.list, lines))
	}
	return true
}

// readBy reports whether a simple statement reads the body, so that it must not
// be closed before.
func (r *repair) readBy(u *uses, s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return slices.ContainsFunc(s.Results, func(e ast.Expr) bool { return u.mentions(e) })
	case *ast.AssignStmt:
		return slices.ContainsFunc(s.Rhs, func(e ast.Expr) bool { return u.mentions(e) })
	case *ast.BranchStmt:
		return false
	}
	return u.mentions(s)
}

// atEnd returns the edit that puts lines behind all others of a list.
func (r *repair) atEnd(l list, lines []string) edit {
	if len(l.stmts) == 0 {
		return r.src.top(r.src.offset(l.open), nil, lines)
	}
	return r.src.after(l.stmts[len(l.stmts)-1], lines)
}
