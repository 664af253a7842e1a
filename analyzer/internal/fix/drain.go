package fix

import (
	"go/ast"
	"go/token"
	"math"
	"slices"
	"strings"
)

// readRest reads what is left of the body wherever it is closed too early.
func (r *repair) readRest() bool {
	r.message = "Read what is left of the body before closing it"
	return r.readAll(r.walk())
}

// readAll adds the edits for all places that close the body.
func (r *repair) readAll(w *walker) bool {
	done := map[token.Pos]bool{}
	readLate := func(e End) bool { return e.ReadLate } // by what wants to have what is in it
	if r.closesTwice() || r.replacesBody() < forever || slices.ContainsFunc(r.Ends, readLate) {
		return false
	}
	for _, e := range r.Ends {
		if !e.drain || e.leaks() || done[e.ClosedAt] {
			continue
		}
		done[e.ClosedAt] = true
		if !e.ClosedAt.IsValid() || !r.readAt(w, e.ClosedAt) {
			return false
		}
	}
	return len(done) > 0
}

// closesTwice reports whether some paths close the body by a deferred call and
// others before that, so that what is deferred would read a closed body.
func (r *repair) closesTwice() bool {
	deferred := slices.ContainsFunc(r.Ends, func(e End) bool { return e.drain && r.isDeferred(e) })
	return deferred && r.closesEarly()
}

// replacesBody returns where the function first assigns the body of the response,
// forever if it does not: what the new one reads need not be the rest of the old
// one, nor need it close that.
func (r *repair) replacesBody() token.Pos {
	first := forever
	for n := range r.parents {
		assign, ok := n.(*ast.AssignStmt)
		if ok && slices.ContainsFunc(assign.Lhs, func(e ast.Expr) bool { return r.src.of(e) == r.handle.body }) {
			first = min(first, assign.Pos())
		}
	}
	return first
}

// forever is behind every position.
const forever = token.Pos(math.MaxInt)

// readAt reads what is left of the body before the call at a position, which
// closes it.
func (r *repair) readAt(w *walker, pos token.Pos) bool {
	calls := r.closers(pos)
	if len(calls) == 0 {
		return false
	}
	for _, call := range calls {
		if !r.readBefore(w, call) {
			return false
		}
	}
	return true
}

// deferAround returns the defer statement around a node, or nil.
func (r *repair) deferAround(n ast.Node) ast.Node {
	for ; n != nil; n = r.parents[n] {
		if _, ok := n.(*ast.DeferStmt); ok {
			return n
		}
	}
	return nil
}

// closers returns the calls that close the body at a position: the outermost call
// that begins there, or those of Close in the literal that begins there or that
// the call is given.
func (r *repair) closers(pos token.Pos) []*ast.CallExpr {
	var outer ast.Expr
	for n := range r.parents {
		e, ok := n.(ast.Expr)
		if !ok || e.Pos() != pos {
			continue
		}
		switch e.(type) {
		case *ast.CallExpr, *ast.FuncLit:
			if outer == nil || e.End() > outer.End() {
				outer = e
			}
		}
	}
	if outer == nil {
		return nil
	}
	var closes []*ast.CallExpr
	ast.Inspect(outer, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			ast.Inspect(lit.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && r.closesHandle(call) {
					closes = append(closes, call)
				}
				return true
			})
			return false
		}
		return true
	})
	call, isCall := outer.(*ast.CallExpr)
	if len(closes) == 0 && isCall {
		closes = append(closes, call)
	}
	return closes
}

// closesHandle reports whether a call is that of Close by which the body is closed.
func (r *repair) closesHandle(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && isClose(call) && (r.src.of(call) == r.handle.close || r.src.of(sel.X) == r.handle.body)
}

// closesBody reports whether a call is that of Close of the very body that is read,
// which would panic before the reading did.
func (r *repair) closesBody(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && isClose(call) && (r.src.of(sel.X) == r.handle.body || !r.fallible)
}

// isClose reports whether a call is that of a method Close, which reads nothing,
// or there would be nothing to report.
func isClose(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Close" && len(call.Args) == 0
}

// readBefore adds the edit that reads what is left of the body before a call
// closes it.
func (r *repair) readBefore(w *walker, call *ast.CallExpr) bool {
	body := r.bodyAt(w, call)
	if body == "" || !isClose(call) && !r.oracle.OnlyCloses(call) {
		return false
	}
	defer func(handle handle) { r.handle = handle }(r.handle)
	r.handle.body = body
	s := r.statementOf(call)
	if s == nil || w.at[s].may&closed != 0 {
		return false // Have: a body that some path has closed before.
	}
	if r.inDefer(call) && r.loop(r.deferAround(call)) != nil {
		return false // what such a literal reads for earlier rounds is not followed
	}
	if other := r.readTooLate(s, call); other != nil {
		r.edits = append(r.edits, r.src.replace(s, r.src.of(other)), r.src.replace(other, r.src.of(s)))
		return true
	}
	if e, ok := r.helpedInstead(s, call); ok && r.inList(s) != nil {
		r.edits = append(r.edits, e)
		return true
	}
	if d, ok := s.(*ast.DeferStmt); ok && d.Call == call {
		return r.deferRead(w, d)
	}
	holder := r.inList(s)
	if holder == nil || w.may(s)&absent != 0 && !isClose(call) {
		return false
	}
	r.edits = append(r.edits, r.src.before(holder, []string{r.drainLine(false)}))
	return true
}

// readTooLate returns the statement beside a close that reads the body when it
// is closed already, so that the two have to change places; nil if there is none.
func (r *repair) readTooLate(s ast.Stmt, call *ast.CallExpr) ast.Stmt {
	l := r.listAround(s)
	i := l.index(s)
	switch s := s.(type) {
	case *ast.DeferStmt:
		if i < 1 || s.Call != call {
			return nil
		}
		if d, ok := l.stmts[i-1].(*ast.DeferStmt); ok && r.isDrain(d.Call) {
			return d
		}
	case *ast.ExprStmt:
		if i < 0 || i+1 >= len(l.stmts) || ast.Unparen(s.X) != call {
			return nil
		}
		if e, ok := l.stmts[i+1].(*ast.ExprStmt); ok && r.isDrain(e.X) {
			return e
		}
	}
	return nil
}

// isDrain reports whether an expression copies the body to io.Discard.
func (r *repair) isDrain(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && len(call.Args) >= 2 && strings.HasSuffix(r.src.of(call.Args[0]), "Discard") && r.src.of(call.Args[1]) == r.handle.body
}

// deferRead reads what is left of the body after everything else and before a
// deferred close, by a call that is deferred later.
func (r *repair) deferRead(w *walker, d *ast.DeferStmt) bool {
	l := r.listAround(d)
	if l.owner == nil {
		return false
	}
	if r.Closure && r.loop(d) == nil && r.src.of(d.Call) == r.handle.close && !r.reassigned() {
		lines := []string{"defer func() {", "\t" + r.drainLine(false), "\t" + r.discarding() + r.handle.close, "}()"}
		r.edits = append(r.edits, r.src.replace(d, r.src.nested(lines, d)))
		return true
	}
	for i := l.index(d); i < len(l.stmts); i++ {
		m := w.behind(l, i)
		if i == l.index(d) && r.closesBody(d.Call) || m.may&(absent|before) == 0 && m.held {
			r.edits = append(r.edits, r.src.after(l.stmts[i], []string{r.drainLine(true)}))
			return true
		}
		if r.endsIn(l.stmts[i]) {
			return false
		}
	}
	return false
}

// endsIn reports whether a path on which the body is to be read ends within a
// statement.
func (r *repair) endsIn(s ast.Stmt) bool {
	for _, e := range r.Ends {
		if e.drain && within(e.Pos, s) {
			return true
		}
	}
	return false
}

// may returns what may have become of the response before a statement. In a
// literal, of which nothing is known, it may be absent.
func (w *walker) may(s ast.Stmt) may {
	if m, ok := w.at[s]; ok {
		return m.may
	}
	return absent
}

// bodyAt returns the expression by which the body is read before a call closes
// it: through the handle, or else through what Close is called on.
func (r *repair) bodyAt(w *walker, call *ast.CallExpr) string {
	if r.handle.root != nil && r.handle.body != "" && r.visible(call) && !r.isAssignedInLiteral(r.handle.place) {
		s := r.statementOf(call)
		m, known := w.at[s]
		if known && m.held || !known && !r.reassigned() {
			return r.handle.body
		}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !isClose(call) || r.placeOf(sel.X).root == nil || !r.readable(sel.X) {
		return ""
	}
	return r.src.of(sel.X)
}

// visible reports whether the handle can be named where a node stands.
func (r *repair) visible(n ast.Node) bool { return r.means(r.handle.place, n.Pos()) }

// means reports whether a place can be named at a position: its variable is
// declared there, and no other one hides it. A place that a fix declares can.
func (r *repair) means(at place, pos token.Pos) bool {
	if at.root == nil {
		return true
	}
	scope := r.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(at.root.Name(), pos)
	return obj == at.root
}

// statementOf returns the innermost statement around a node.
func (r *repair) statementOf(n ast.Node) ast.Stmt {
	for p := n; p != nil; p = r.parents[p] {
		if s, ok := p.(ast.Stmt); ok {
			return s
		}
	}
	return nil
}
