package fix

import (
	"go/ast"
	"go/token"
)

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
	return r.exits(w, u, scope, func(b *ast.BranchStmt) bool {
		target := r.target(b)
		return target != nil && target.Pos() <= scope.Pos() && scope.End() <= target.End()
	}), true
}

// exits returns the end of a list, and the branch statements in it that leave it,
// if the body may be open there.
func (r *repair) exits(w *walker, u *uses, owner ast.Node, leaves func(*ast.BranchStmt) bool) []point {
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
		points = append(points, w.endOf(u, listOf(owner), m))
	}
	return points
}

// endOf returns the point at the end of a list: behind the last statement that has
// to do with the response, or, if that asks whether there is one, at the end of
// the branch in which there is.
func (w *walker) endOf(u *uses, l list, m moment) point {
	p := point{list: l, m: m}
	last := len(l.stmts) - 1
	for last > 0 && !w.names(l.stmts[last]) && !u.mentions(l.stmts[last]) {
		last--
	}
	if last < 0 {
		return p
	}
	if m := w.behind(l, last); last < len(l.stmts)-1 && m.may&^(open|absent) == 0 && m.may&open != 0 && m.held {
		p = point{after: l.stmts[last], m: m}
	}
	s, ok := l.stmts[last].(*ast.IfStmt)
	if !ok || s.Else != nil || s.Init != nil || p.m.may&absent == 0 {
		return p
	}
	inside := w.end[s.Body]
	if no := w.refine(s.Cond, w.at[s], false); inside.may == open && inside.held && no.may&open == 0 {
		return point{list: listOf(s.Body), m: inside}
	}
	return p
}

// names reports whether a node mentions the handle, or is about the call.
func (w *walker) names(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || n == w.Call || ok && w.Info.ObjectOf(id) == w.handle.root
		return !found
	})
	return found
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
	for _, e := range r.Ends {
		if !e.leaks() && p.after.End() <= e.ClosedAt {
			return point{}, false // the code closes later, and knows why
		}
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

// target returns the statement that a branch statement refers to; nil for goto.
func (r *repair) target(b *ast.BranchStmt) ast.Stmt {
	if b.Tok == token.GOTO {
		return nil
	}
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
		case *ast.SwitchStmt:
			if b.Tok != token.CONTINUE {
				return s
			}
		case *ast.TypeSwitchStmt, *ast.SelectStmt:
			if b.Tok == token.BREAK {
				return s
			}
		}
	}
	return nil
}
