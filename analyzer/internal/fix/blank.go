package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// inBlank gives a name to the blank identifier, and closes the body behind the
// error check, or in the branch that is taken if there is no error.
func (r *repair) inBlank(a effect.Alias) bool {
	w := r.walk()
	check, inHeader := r.parents[r.site.stmt].(*ast.IfStmt)
	inHeader = inHeader && check.Init == r.site.stmt
	lift := inHeader && r.returnsWithout(w, check) && (!r.site.define || r.namesFree(check))
	var in ast.Node = r.site.list.owner
	if inHeader && r.site.define && !lift {
		in = check
	}
	if in == nil || w.lost {
		return false
	}
	name := r.fresh(nameFor(a), in)
	r.handle, _ = r.handleFor(place{text: name}, track.Result(r.Info.TypeOf(r.Call), a.Result), a)
	naming, ok := r.naming(r.site.lhs[a.Result], name, !inHeader || lift)
	if !ok {
		return false
	}
	lines, ok := r.linesBeside(w)
	if !ok {
		return false
	}
	switch {
	case lift:
		r.lift(check, naming, nil)
		r.edits = append(r.edits, r.src.after(check, lines))
		return true
	case inHeader:
		r.edits = append(r.edits, naming...)
		return r.inBranch(check, lines)
	}
	at, ok := r.guard(w)
	if !ok {
		return false
	}
	if at.cond != "" {
		lines = inIf(at.cond, lines)
	}
	r.edits = append(r.edits, naming...)
	r.insert(at, lines)
	return true
}

// linesBeside returns the lines that close the body by a result that was not kept:
// at once, or, where another result is kept that may read it, when the function
// ends. False if that is too early or too late.
func (r *repair) linesBeside(w *walker) ([]string, bool) {
	if len(r.readers()) == 0 {
		return r.explicit(r.drains()), true
	}
	return r.deferred(r.drainsAnywhere()), r.mayDefer(w, r.findUses(nil))
}

// naming returns the edits that put a name in the place of a blank identifier.
// One that the statement does not declare is declared by turning = into :=, if
// alone is set and that declares nothing else, or by a line of its own.
func (r *repair) naming(blank ast.Expr, name string, alone bool) ([]edit, bool) {
	edits := []edit{r.src.replace(blank, name)}
	if r.site.define {
		return edits, true
	}
	if s, ok := r.site.stmt.(*ast.AssignStmt); ok && alone && len(s.Rhs) == 1 && r.declaredBeside(s) {
		from := r.src.offset(s.TokPos)
		return append(edits, edit{start: from, end: from + len(token.ASSIGN.String()), text: token.DEFINE.String()}), true
	}
	typ := r.typeText(r.handle.typ)
	return append(edits, r.src.above(r.site.holder, []string{"var " + name + " " + typ})), typ != ""
}

// declaredBeside reports whether all that a statement assigns has been declared
// in the same block, so that := would assign it, too.
func (r *repair) declaredBeside(s *ast.AssignStmt) bool {
	scope := r.scopeOf(r.site.list.owner)
	for _, e := range s.Lhs {
		id, ok := e.(*ast.Ident)
		if !ok {
			return false
		}
		if v := r.Info.Uses[id]; id.Name != "_" && (v == nil || v.Parent() != scope) {
			return false
		}
	}
	return scope != nil
}

// scopeOf returns the scope of a block or clause. That of a function's body is
// the function's.
func (r *repair) scopeOf(owner ast.Node) *types.Scope {
	if owner != r.Body {
		return r.Info.Scopes[owner]
	}
	switch fn := r.function().(type) {
	case *ast.FuncLit:
		return r.Info.Scopes[fn.Type]
	case *ast.FuncDecl:
		return r.Info.Scopes[fn.Type]
	}
	return nil
}

// returnsWithout reports whether an if statement does nothing but leave where
// there is no body, so that behind it there is one.
func (r *repair) returnsWithout(w *walker, check *ast.IfStmt) bool {
	if check.Else != nil || r.site.list.owner == nil || w.end[check.Body].reached() {
		return false
	}
	m := w.behind(r.site.list, r.site.list.index(check))
	return m.may == open && m.held
}

// inBranch closes the body in the branch of an if statement that is taken if
// there is one.
func (r *repair) inBranch(check *ast.IfStmt, lines []string) bool {
	m := r.effects(check.Init, moment{may: before})
	yes, no := r.refine(check.Cond, m, true), r.refine(check.Cond, m, false)
	switch {
	case yes.may == open && no.may&open == 0:
		r.insert(spot{top: listOf(check.Body)}, lines)
		return true
	case no.may != open || yes.may&open != 0:
		return false
	}
	switch other := check.Else.(type) {
	case *ast.BlockStmt:
		r.insert(spot{top: listOf(other)}, lines)
		return true
	case nil:
		indent := r.src.indent(r.src.offset(check.Body.Rbrace))
		at := r.src.offset(check.End())
		text := " else {" + r.src.newline + r.src.lines(lines, indent+"\t") + indent + "}"
		r.edits = append(r.edits, edit{start: at, end: at, text: text})
		return true
	}
	return false
}
