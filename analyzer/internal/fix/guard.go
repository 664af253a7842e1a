package fix

import (
	"go/ast"
	"go/token"
)

// A spot is where a deferred close can stand.
type spot struct {
	after ast.Stmt // behind this statement,
	top   list     // or, if that is nil, before all others of this list
	cond  string   // not without asking this first; "" if there is a body for sure
}

// guard returns the first spot behind the call at which it is clear that there
// is a body, and before which no path has leaked it. That is behind the error
// check that guards the call, as a rule.
func (r *repair) guard(w *walker) (spot, bool) {
	l := r.site.list
	i := l.index(r.site.holder)
	if i < 0 {
		return spot{}, false
	}
	for j := i; j < len(l.stmts); j++ {
		if (j > i || r.site.holder != r.site.stmt) && r.leaksIn(l.stmts[j]) {
			break
		}
		if m := w.behind(l, j); m.may == open && m.held && r.means(r.handle.place, l.stmts[j].End()) {
			return spot{after: l.stmts[r.behindCancel(l, j)]}, true
		}
	}
	if s, ok := r.branch(w, l, i); ok {
		return s, true
	}
	m := w.behind(l, i)
	if r.site.holder != r.site.stmt || m.may&^(open|absent) != 0 || m.may&open == 0 || !m.held {
		return spot{}, false
	}
	cond := r.present(m, r.site.holder.End())
	return spot{after: r.site.holder, cond: cond}, cond != ""
}

// behind returns the moment behind the i-th statement of a list.
func (w *walker) behind(l list, i int) moment {
	if i+1 < len(l.stmts) {
		return w.at[l.stmts[i+1]]
	}
	return w.end[l.owner]
}

// branch returns the beginning of the branch that is taken if there is a body,
// where the call is followed by, or made in, a statement that asks for that.
func (r *repair) branch(w *walker, l list, i int) (spot, bool) {
	if r.site.holder == r.site.stmt {
		i++
	}
	if i >= len(l.stmts) {
		return spot{}, false
	}
	s, ok := l.stmts[i].(*ast.IfStmt)
	if !ok || s.Init != nil && s.Init != r.site.stmt {
		return spot{}, false
	}
	m := w.at[s]
	if s.Init != nil {
		m = r.effects(s.Init, m)
	}
	yes, no := r.refine(s.Cond, m, true), r.refine(s.Cond, m, false)
	switch elseBlock, _ := s.Else.(*ast.BlockStmt); {
	case yes.may == open && yes.held && no.may&open == 0:
		return spot{top: listOf(s.Body)}, true
	case elseBlock != nil && no.may == open && no.held && yes.may&open == 0:
		return spot{top: listOf(elseBlock)}, true
	}
	return spot{}, false
}

// leaksIn reports whether a path that ends within a statement leaves the body open.
func (r *repair) leaksIn(s ast.Stmt) bool {
	for _, e := range r.Ends {
		if e.leaks() && within(e.Pos, s) {
			return true
		}
	}
	return false
}

// behindCancel returns the index of the last of the calls of a cancel function
// that are deferred right behind the i-th statement of a list: the body is to be
// closed before its context is cancelled.
func (r *repair) behindCancel(l list, i int) int {
	for i+1 < len(l.stmts) {
		d, ok := l.stmts[i+1].(*ast.DeferStmt)
		if !ok || !r.isCancel(d.Call) {
			break
		}
		i++
	}
	return i
}

// isCancel reports whether a call is that of a context's cancel function.
func (r *repair) isCancel(call *ast.CallExpr) bool {
	t := r.Info.TypeOf(call.Fun)
	if t == nil || len(call.Args) > 0 {
		return false
	}
	switch t.String() {
	case "context.CancelFunc", "context.CancelCauseFunc":
		return true
	}
	return false
}

// present returns the condition for there being a body at a position, "" if
// nothing says so.
func (r *repair) present(m moment, pos token.Pos) string {
	told := m.may&before == 0 && m.told && r.signal.root != nil && r.means(r.signal.place, pos)
	switch {
	case told && r.signal.ok:
		return r.signal.text
	case told:
		return r.signal.text + " == nil"
	case (m.may&before == 0 || r.startsNil) && r.handle.nilable():
		return r.handle.text + " != nil"
	}
	return ""
}

// mixed returns the condition of an error check that asks for something else as
// well, err != nil || resp.StatusCode != 200, taken apart: the part that is about
// the error, and what follows.
func (r *repair) mixed(w *walker, s ast.Stmt) (first, second ast.Expr, ok bool) {
	check, isIf := s.(*ast.IfStmt)
	if !isIf || check.Init != nil || check.Else != nil || len(check.Body.List) > 2 || w.end[check.Body].reached() {
		return nil, nil, false
	}
	for _, b := range check.Body.List {
		switch b.(type) {
		case *ast.ReturnStmt, *ast.ExprStmt:
		default:
			return nil, nil, false
		}
	}
	cond := check.Cond
	for {
		or, isOr := cond.(*ast.BinaryExpr)
		if !isOr || or.Op != token.LOR {
			break
		}
		cond, second = or.X, or.Y
	}
	m := w.at[s]
	if second == nil || m.may != open|absent || !m.told {
		return nil, nil, false
	}
	yes, no := r.refine(cond, m, true), r.refine(cond, m, false)
	return cond, second, yes.may == absent && no.may == open && no.held
}
