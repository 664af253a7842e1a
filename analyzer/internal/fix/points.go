package fix

import (
	"go/ast"
	"go/token"
	"slices"
)

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
			return []point{w.endOf(u, listOf(r.Body), w.end[r.Body])}, true
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
			return r.loopEnds(w, u, s)
		}
		return []point{{stmt: r.site.holder, reads: r.site.stmt, m: w.at[r.site.holder]}}, true
	case !within(s.Pos(), scope) || !w.at[s].held:
		return r.scopeExits(w, u, scope)
	}
	holder := r.inList(s)
	if holder == nil {
		return r.loopEnds(w, u, s)
	}
	p := point{stmt: holder, reads: s, m: w.at[s]}
	if prev := r.paragraphBefore(holder); prev != nil && e.Overwritten {
		p.after = prev
	}
	return []point{p}, true
}

// paragraphBefore returns the statement before another, if blank lines or comments
// stand between the two: what ends there is not to be put at the beginning of
// something else.
func (r *repair) paragraphBefore(s ast.Stmt) ast.Stmt {
	l := r.listAround(s)
	i := l.index(s)
	if i < 1 || r.src.tok.Line(s.Pos())-r.src.tok.Line(l.stmts[i-1].End()) < 2 {
		return nil
	}
	return l.stmts[i-1]
}

// declares reports whether a statement other than the call's declares the handle,
// anew in each round of a loop.
func (r *repair) declares(s ast.Stmt) bool {
	return s != r.site.stmt && within(r.handle.root.Pos(), s)
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
func (r *repair) loopEnds(w *walker, u *uses, s ast.Stmt) ([]point, bool) {
	loop, ok := r.parents[s].(*ast.ForStmt)
	if !ok || loop.Post != s {
		return nil, false
	}
	return r.exits(w, u, loop.Body, func(b *ast.BranchStmt) bool {
		return b.Tok == token.CONTINUE && r.target(b) == loop
	}), true
}
