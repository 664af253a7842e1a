package fix

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// deferClose adds a deferred close behind the guard, or moves the one there that
// stands too late.
func (r *repair) deferClose(w *walker, u *uses) bool {
	if !r.mayDefer(w, u) || r.drainsAnywhere() && r.closesEarly() {
		return false // Have: a deferred read, on some path after the close
	}
	at, ok := r.guard(w)
	if !ok {
		return false
	}
	lines := r.deferred(r.drainsAnywhere())
	moved := r.movable(w, at)
	if moved != nil {
		lines = r.moved(moved)
		r.edits = append(r.edits, r.src.without(moved))
		r.message = "Defer the close before the first return that needs it"
	} else {
		r.message = "Defer the close of the response body"
	}
	if r.drainsAnywhere() && r.closesBefore(moved) {
		return false
	}
	if at.cond != "" {
		if next, first, second, ok := r.split(w, at); ok {
			r.edits = append(r.edits, r.splitCheck(next, first, second, lines))
			return true
		}
		lines = inIf(at.cond, lines)
	}
	r.insert(at, lines)
	return true
}

// moved returns the lines of a deferred close that is put elsewhere, with the
// reading that it needs.
func (r *repair) moved(d *ast.DeferStmt) []string {
	lines := r.linesOf(d)
	if !r.drainsAnywhere() {
		return lines
	}
	if e, ok := r.helpedInstead(d, d.Call); ok && !strings.Contains(e.text, "\n") {
		last := len(lines) - 1
		lines[last] = strings.Replace(lines[last], r.handle.close, e.text, 1)
		return lines
	}
	return append(lines, r.drainLine(true))
}

// closesBefore reports whether some path closes the body by something that is
// deferred later, and so done before what is deferred behind the guard.
func (r *repair) closesBefore(moved *ast.DeferStmt) bool {
	for _, e := range r.Ends {
		if !e.leaks() && !e.handedOver() && e.ClosedAt.IsValid() && (moved == nil || !within(e.ClosedAt, moved)) {
			return true
		}
	}
	return false
}

// mayDefer reports whether the end of the function is a time to close: not in a
// loop that goes on with other responses, where it would come too late, and only
// if nobody is left to read.
func (r *repair) mayDefer(w *walker, u *uses) bool {
	if w.lost || r.loop(r.Call) != nil && !r.endsLoop(w) || len(u.escapes) > 0 || len(u.returned) > 0 {
		return false
	}
	return !r.handsOver()
}

// handsOver reports whether somebody else closes the body, or may, on some path.
func (r *repair) handsOver() bool { return slices.ContainsFunc(r.Ends, End.handedOver) }

// endsLoop reports whether the function returns from the loop around the call as
// soon as there is a response.
func (r *repair) endsLoop(w *walker) bool {
	loop := r.loop(r.Call)
	for _, e := range r.Ends {
		if s := r.statementAt(w, e.Pos); s == nil || !within(s.Pos(), loop) {
			return false
		}
	}
	var body *ast.BlockStmt
	switch loop := loop.(type) {
	case *ast.ForStmt:
		body = loop.Body
	case *ast.RangeStmt:
		body = loop.Body
	}
	return w.start[body].may&^(before|absent) == 0
}

// insert makes the edit that puts lines into a spot.
func (r *repair) insert(at spot, lines []string) {
	if at.after != nil {
		r.edits = append(r.edits, r.src.after(at.after, lines))
		return
	}
	r.edits = append(r.edits, r.src.top(r.src.offset(at.top.open), at.top.stmts, lines))
}

// split returns the check behind a spot, if it is one that is better taken apart.
func (r *repair) split(w *walker, at spot) (check *ast.IfStmt, first, second ast.Expr, ok bool) {
	l := r.site.list
	i := l.index(at.after) + 1
	if at.after == nil || i >= len(l.stmts) {
		return nil, nil, nil, false
	}
	first, second, ok = r.mixed(w, l.stmts[i])
	check, _ = l.stmts[i].(*ast.IfStmt)
	return check, first, second, ok
}

// splitCheck takes a check apart at its first ||, with lines between the two.
func (r *repair) splitCheck(check *ast.IfStmt, first, second ast.Expr, lines []string) edit {
	indent := r.src.indent(r.src.offset(check.Pos()))
	from, to := r.src.offset(check.Body.Lbrace), r.src.offset(check.Body.Rbrace)+1
	text := " " + r.src.text[from:to] + r.src.newline + r.src.lines(lines, indent) + indent + "if "
	return edit{start: r.src.offset(first.End()), end: r.src.offset(second.Pos()), text: text}
}

// inIf returns lines inside an if statement.
func inIf(cond string, lines []string) []string {
	out := []string{"if " + cond + " {"}
	for _, l := range lines {
		out = append(out, "\t"+l)
	}
	return append(out, "}")
}

// linesOf returns the lines of a statement, with their comments and without
// their indentation.
func (r *repair) linesOf(s ast.Stmt) []string {
	from, to := r.src.statementLines(s)
	indent := r.src.indent(r.src.offset(s.Pos()))
	var lines []string
	for line := range strings.Lines(r.src.text[from:to]) {
		lines = append(lines, strings.TrimPrefix(strings.TrimRight(line, "\r\n"), indent))
	}
	return lines
}

// movable returns the deferred close that can move to a spot before it, or nil.
// It stands in the same list, and every path that leaks ends before it.
func (r *repair) movable(w *walker, at spot) *ast.DeferStmt {
	l := at.top
	if at.after != nil {
		l = r.site.list
	}
	for _, s := range l.stmts[max(0, l.index(at.after)):] {
		d, ok := s.(*ast.DeferStmt)
		if !ok || !r.closes(d) || !r.src.startsLine(r.src.offset(d.Pos())) {
			continue
		}
		for _, e := range r.Ends {
			if e.leaks() && e.Pos > d.Pos() {
				return nil
			}
		}
		if !w.at[d].held || !r.declaredBefore(d) {
			return nil
		}
		return d
	}
	return nil
}

// declaredBefore reports whether all that a statement needs is there behind the
// call. Of variables other than those of the call it may be said that they hold
// something else there, so that they stand in its way.
func (r *repair) declaredBefore(d *ast.DeferStmt) bool {
	ok := true
	ast.Inspect(d, func(n ast.Node) bool {
		id, isIdent := n.(*ast.Ident)
		if !isIdent {
			return true
		}
		v, isVar := r.Info.Uses[id].(*types.Var)
		if !isVar || v.IsField() || within(v.Pos(), d) || v.Parent() == r.Pkg.Scope() {
			return true
		}
		ok = ok && (v == r.handle.root || v.Pos() < r.site.holder.Pos() && r.inLiteral(id, d) || v == r.signal.root && r.inLiteral(id, d))
		return true
	})
	return ok
}

// inLiteral reports whether a node stands in a function literal of another.
func (r *repair) inLiteral(n ast.Node, below ast.Node) bool {
	for p := r.parents[n]; p != nil && p != below; p = r.parents[p] {
		if _, ok := p.(*ast.FuncLit); ok {
			return true
		}
	}
	return false
}
