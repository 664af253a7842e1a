package fix

import (
	"go/ast"
	"go/token"
)

// liftInit takes the call out of the header of an if statement, whose scope ends
// before the body can be closed on every path:
//
//	if resp, err := http.Get(url); err == nil && resp.StatusCode == 200 {
func (r *repair) liftInit(w *walker, u *uses) bool {
	check, ok := r.site.holder.(*ast.IfStmt)
	if !ok || check.Init != r.site.stmt || !r.site.define || !r.namesFree(check) || len(u.escapes) > 0 || len(u.returned) > 0 {
		return false
	}
	for _, e := range r.Ends {
		if !e.leaks() {
			return false
		}
	}
	m := r.effects(check.Init, moment{may: before, held: true})
	lines := r.explicit(r.drains())
	if u.mentions(check) {
		if w.lost || r.loop(check) != nil {
			return false
		}
		lines = r.deferred(r.drains())
	}
	if m.may&absent != 0 {
		cond := r.present(m)
		if cond == "" {
			return false
		}
		lines = inIf(cond, lines)
	}
	lines = append([]string{r.src.of(check.Init)}, lines...)
	from, to := r.src.offset(check.Init.Pos()), r.src.offset(check.Cond.Pos())
	r.edits = append(r.edits, r.src.before(check, lines), edit{start: from, end: to})
	r.message = "Call before the check, so that the body can be closed on every path"
	return true
}

// namesFree reports whether the names that an if statement declares can be
// declared before it: nothing else in the function has them.
func (r *repair) namesFree(check *ast.IfStmt) bool {
	init, ok := check.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return false
	}
	names := map[string]bool{}
	for _, e := range init.Lhs {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
			names[id.Name] = true
		}
	}
	free := true
	ast.Inspect(r.function(), func(n ast.Node) bool {
		if n == check {
			return false
		}
		id, ok := n.(*ast.Ident)
		free = free && !(ok && names[id.Name])
		return free
	})
	return free
}
