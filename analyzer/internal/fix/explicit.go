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
		if p.m.may&^allowed != 0 {
			return false
		}
		if !r.closeAt(u, p) {
			return false
		}
	}
	r.message = "Close the response body on the paths that leave it open"
	return true
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
	if p.m.may&(open|closed) == 0 || !p.m.held {
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
		cond := r.present(p.m)
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

// points returns where the paths that leak lose the body; false if that cannot
// be told for one of them.
func (r *repair) points(w *walker, u *uses) ([]point, bool) {
	var all []point
	add := func(p point) {
		i := slices.IndexFunc(all, func(q point) bool { return q.stmt == p.stmt && q.list.owner == p.list.owner })
		if i < 0 {
			all = append(all, p)
			return
		}
		all[i].drain = all[i].drain || p.drain
	}
	for _, e := range r.Ends {
		if !e.leaks() {
			continue
		}
		points, ok := r.pointsOf(w, u, e)
		if !ok {
			return nil, false
		}
		for _, p := range points {
			p.drain = e.drain
			add(p)
		}
	}
	return all, true
}

// pointsOf returns where a path that ends at e can be seen to lose the body.
func (r *repair) pointsOf(w *walker, u *uses, e End) ([]point, bool) {
	scope := r.scope()
	if e.Pos == r.Body.Rbrace {
		if scope == r.Body {
			return []point{w.endOf(listOf(r.Body), w.end[r.Body])}, true
		}
		return r.scopeExits(w, u, scope)
	}
	s := r.statementAt(w, e.Pos)
	switch {
	case s == nil:
		return nil, false
	case r.declares(s):
		return r.scopeExits(w, u, scope)
	case s == r.site.stmt || s == r.site.holder:
		if r.loop(scope) == r.loop(r.Call) && scope != r.Body {
			return r.scopeExits(w, u, scope)
		}
		// Have: what is declared outside the loop is overwritten in the next round.
		if r.site.list.owner == nil {
			return r.loopEnds(w, s)
		}
		return []point{{stmt: r.site.holder, reads: r.site.stmt, m: w.at[r.site.holder]}}, true
	case !within(s.Pos(), scope) || !w.at[s].held:
		return r.scopeExits(w, u, scope)
	}
	holder := r.inList(s)
	if holder == nil {
		return r.loopEnds(w, s)
	}
	return []point{{stmt: holder, reads: s, m: w.at[s]}}, true
}

// declares reports whether a statement declares the handle without a value.
func (r *repair) declares(s ast.Stmt) bool {
	_, ok := s.(*ast.DeclStmt)
	return ok && s != r.site.stmt && within(r.handle.root.Pos(), s)
}

// statementAt returns the innermost statement around a position.
func (r *repair) statementAt(w *walker, pos token.Pos) ast.Stmt {
	var found ast.Stmt
	for s := range w.at {
		if within(pos, s) && (found == nil || s.End()-s.Pos() < found.End()-found.Pos()) {
			found = s
		}
	}
	return found
}

// inList returns the statement of a list that a simple statement is, or that it
// is evaluated first in; nil if there is none.
func (r *repair) inList(s ast.Stmt) ast.Stmt {
	if r.listAround(s).owner != nil {
		return s
	}
	switch p := r.parents[s].(type) {
	case *ast.IfStmt:
		if p.Init == s && r.listAround(p).owner != nil {
			return p
		}
	case *ast.SwitchStmt:
		if p.Init == s && r.listAround(p).owner != nil {
			return p
		}
	}
	return nil
}

// loopEnds returns the ways into the post statement of a loop.
func (r *repair) loopEnds(w *walker, s ast.Stmt) ([]point, bool) {
	loop, ok := r.parents[s].(*ast.ForStmt)
	if !ok || loop.Post != s {
		return nil, false
	}
	return r.exits(w, loop.Body, func(b *ast.BranchStmt) bool {
		return b.Tok == token.CONTINUE && r.target(b) == loop
	}), true
}

// scope returns the node that the handle is declared in.
func (r *repair) scope() ast.Node {
	for n := range r.parents {
		id, ok := n.(*ast.Ident)
		if !ok || r.Info.Defs[id] != r.handle.root {
			continue
		}
		for child, p := n, r.parents[n]; p != nil; child, p = p, r.parents[p] {
			switch p := p.(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.SwitchStmt, *ast.RangeStmt:
				return p
			case *ast.IfStmt:
				if p.Init == child {
					return p
				}
			case *ast.ForStmt:
				if p.Init == child {
					return p
				}
			}
		}
	}
	return r.Body
}

// scopeExits returns the ways out of the scope of the handle, other than by
// returning, on which the body may be open.
func (r *repair) scopeExits(w *walker, u *uses, scope ast.Node) ([]point, bool) {
	if listOf(scope).owner == nil {
		return nil, false
	}
	for v := range u.leads {
		if !within(v.Pos(), scope) {
			return nil, false // what has a longer life may still be read
		}
	}
	return r.exits(w, scope, func(b *ast.BranchStmt) bool {
		target := r.target(b)
		return target != nil && target.Pos() <= scope.Pos() && scope.End() <= target.End()
	}), true
}

// exits returns the end of a list, and the branch statements in it that leave it,
// if the body may be open there.
func (r *repair) exits(w *walker, owner ast.Node, leaves func(*ast.BranchStmt) bool) []point {
	var points []point
	ast.Inspect(owner, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			if w.at[n].may&open != 0 && leaves(n) {
				points = append(points, point{stmt: n, m: w.at[n]})
			}
		}
		return true
	})
	if m := w.end[owner]; m.may&open != 0 {
		points = append(points, w.endOf(listOf(owner), m))
	}
	return points
}

// endOf returns the point at the end of a list, or, if its last statement asks
// for the response, at the end of the branch in which there is one.
func (w *walker) endOf(l list, m moment) point {
	p := point{list: l, m: m}
	if len(l.stmts) == 0 || m.may&absent == 0 {
		return p
	}
	s, ok := l.stmts[len(l.stmts)-1].(*ast.IfStmt)
	if !ok || s.Else != nil || s.Init != nil {
		return p
	}
	inside := w.end[s.Body]
	if no := w.refine(s.Cond, w.at[s], false); inside.may == open && inside.held && no.may&open == 0 {
		return point{list: listOf(s.Body), m: inside}
	}
	return p
}

// onePoint returns one point in the place of several: behind the last statement
// beside the call that has to do with the body, if all paths that lose it pass
// there.
func (r *repair) onePoint(w *walker, u *uses, points []point) (point, bool) {
	l := r.site.list
	i := l.index(r.site.holder)
	if len(points) < 2 || i < 0 || r.site.holder != r.site.stmt {
		return point{}, false
	}
	last := i
	for j := i + 1; j < len(l.stmts); j++ {
		if u.mentions(l.stmts[j]) {
			last = j
		}
	}
	p := point{after: l.stmts[last], m: w.behind(l, last)}
	if p.m.may&^(open|absent) != 0 || p.m.may&open == 0 || !p.m.held {
		return point{}, false
	}
	for _, q := range points {
		p.drain = p.drain || q.drain
		at := l.owner.End()
		if q.stmt != nil {
			at = q.stmt.Pos()
		} else if q.list.owner != nil && len(q.list.stmts) > 0 {
			at = q.list.stmts[len(q.list.stmts)-1].End()
		}
		if at < p.after.End() {
			return point{}, false
		}
	}
	return p, true
}

// target returns the statement that a break or continue refers to.
func (r *repair) target(b *ast.BranchStmt) ast.Stmt {
	for p := r.parents[b]; p != nil; p = r.parents[p] {
		s, ok := p.(ast.Stmt)
		if !ok {
			continue
		}
		if b.Label != nil {
			if l, ok := r.parents[s].(*ast.LabeledStmt); ok && l.Label.Name == b.Label.Name {
				return s
			}
			continue
		}
		switch s.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return s
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if b.Tok == token.BREAK {
				return s
			}
		}
	}
	return nil
}
