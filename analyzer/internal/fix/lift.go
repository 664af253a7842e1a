package fix

import (
	"go/ast"
	"go/token"
	"slices"
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
		cond := r.present(m, check.Init.End())
		if cond == "" {
			return false
		}
		lines = inIf(cond, lines)
	}
	r.lift(check, nil, lines)
	r.message = "Call before the check, so that the body can be closed on every path"
	return true
}

// lift moves the init statement of an if statement before it, with the edits
// made that lie in it, and puts lines between the two.
func (r *repair) lift(check *ast.IfStmt, inside []edit, lines []string) {
	from := r.src.offset(check.Init.Pos())
	text := r.src.of(check.Init)
	sortEdits(inside)
	for _, e := range slices.Backward(inside) {
		if e.end <= from {
			r.edits = append(r.edits, e)
			continue
		}
		text = text[:e.start-from] + e.text + text[e.end-from:]
	}
	lines = append([]string{text}, lines...)
	r.edits = append(r.edits, r.src.above(check, lines), edit{start: from, end: r.src.offset(check.Cond.Pos())})
	if r.site.define {
		for name := range namesOf(check.Init) {
			r.added = append(r.added, reservation{name, r.site.list.owner, true})
		}
	}
}

// namesFree reports whether the names that the init of an if statement declares
// can be declared before it: its block declares none of them, and what follows
// means none that is declared further out.
func (r *repair) namesFree(check *ast.IfStmt) bool {
	l := r.listAround(check)
	scope := r.scopeOf(l.owner)
	if scope == nil {
		return false
	}
	names := namesOf(check.Init)
	free := r.handle.root == nil // a blank identifier gets a new name
	for name := range names {
		if scope.Lookup(name) != nil || r.isReserved(name, l.owner, true) {
			return false
		}
		free = free || !r.isReserved(name, l.owner, false)
	}
	for _, s := range l.stmts[l.index(check)+1:] {
		ast.Inspect(s, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && names[id.Name] {
				obj := r.Info.Uses[id]
				free = free && (obj == nil || obj.Parent() == nil || within(obj.Pos(), s))
			}
			return free
		})
	}
	return free
}

// namesOf returns the names that a simple statement declares.
func namesOf(s ast.Stmt) map[string]bool {
	names := map[string]bool{}
	if s, ok := s.(*ast.AssignStmt); ok && s.Tok == token.DEFINE {
		for _, e := range s.Lhs {
			if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
				names[id.Name] = true
			}
		}
	}
	return names
}
