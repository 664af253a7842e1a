package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// closeDiscarded names a response that the code has no name for, and closes it
// at once: nothing else can be done with its body.
func (r *repair) closeDiscarded() bool {
	r.message = "Keep the response and close its body"
	a, ok := r.blankAlias()
	if !ok {
		return false
	}
	switch s := r.site.stmt.(type) {
	case *ast.ExprStmt:
		return r.inPlace(s, a)
	case *ast.GoStmt:
		return r.isStable(s.Call) && r.wrapped(s, "go", a)
	case *ast.DeferStmt:
		return r.isStable(s.Call) && r.wrapped(s, "defer", a)
	case *ast.AssignStmt:
		if s.Tok == token.ASSIGN && r.allBlank() && len(s.Rhs) == 1 {
			return r.inPlace(s, a)
		}
		return r.inBlank(a)
	}
	return r.inBlank(a)
}

// blankAlias returns the result that is best to close the body by, among those
// that are not kept.
func (r *repair) blankAlias() (effect.Alias, bool) {
	for _, a := range r.ranked() {
		if r.site.lhs == nil || a.Result < len(r.site.lhs) && isBlank(r.site.lhs[a.Result]) {
			h, ok := r.handleFor(place{text: "x"}, track.Result(r.Info.TypeOf(r.Call), a.Result), a)
			if ok && (h.body != "" || !r.drains()) {
				return a, true
			}
		}
	}
	return effect.Alias{}, false
}

func (r *repair) allBlank() bool {
	for _, e := range r.site.lhs {
		if !isBlank(e) {
			return false
		}
	}
	return true
}

// inPlace puts an if statement in the place of a call: if resp, err := f(); err == nil.
// Its variables are nobody else's.
func (r *repair) inPlace(s ast.Stmt, a effect.Alias) bool {
	if r.site.list.owner == nil || r.site.holder != s {
		return false
	}
	lines := r.ifNamed(a)
	if lines == nil {
		return false
	}
	r.substitute(s, lines)
	return true
}

// substitute puts lines in the place of a statement. A comment behind it stays
// behind the first of them.
func (r *repair) substitute(s ast.Stmt, lines []string) {
	end := r.src.offset(s.End())
	if !r.src.endsLine(end) {
		r.edits = append(r.edits, r.src.replace(s, r.src.nested(lines, s)))
		return
	}
	r.edits = append(r.edits, r.src.replace(s, lines[0]), r.src.below(end, lines[1:], r.src.indent(r.src.offset(s.Pos()))))
}

// wrapped puts the if statement into a literal that a go or defer statement runs.
func (r *repair) wrapped(s ast.Stmt, keyword string, a effect.Alias) bool {
	lines := r.ifNamed(a)
	if lines == nil || r.site.list.owner == nil {
		return false
	}
	for i := range lines {
		lines[i] = "\t" + lines[i]
	}
	lines = append(append([]string{keyword + " func() {"}, lines...), "}()")
	r.substitute(s, lines)
	return true
}

// ifNamed returns the if statement that makes the call and closes the body.
func (r *repair) ifNamed(a effect.Alias) []string {
	n := 1
	if tuple, ok := r.Info.TypeOf(r.Call).(*types.Tuple); ok {
		n = tuple.Len()
	}
	names := make([]string, n)
	for i := range names {
		names[i] = "_"
	}
	names[a.Result] = nameFor(a)
	h, _ := r.handleFor(place{text: names[a.Result]}, track.Result(r.Info.TypeOf(r.Call), a.Result), a)
	r.handle = h
	cond := ""
	for _, g := range r.Fresh.When {
		switch g.Is {
		case effect.Nil:
			names[g.Result], cond = "err", "err == nil"
		case effect.True:
			names[g.Result], cond = "ok", "ok"
		}
	}
	if cond == "" && isNilable(h.typ) {
		cond = h.text + " != nil"
	}
	if cond == "" {
		return nil
	}
	call := r.src.of(r.Call)
	return inIf(strings.Join(names, ", ")+" := "+call+"; "+cond, r.explicit(r.drains()))
}

// isStable reports whether a call means the same when it is made later: what it
// is made of is never assigned again.
func (r *repair) isStable(call *ast.CallExpr) bool {
	stable := true
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			stable = stable && (n == call || r.Info.Types[n.Fun].IsType())
		case *ast.FuncLit, *ast.IndexExpr, *ast.StarExpr:
			stable = false
		case *ast.UnaryExpr:
			stable = stable && n.Op != token.ARROW
		case *ast.Ident:
			if v, ok := r.Info.Uses[n].(*types.Var); ok && !v.IsField() {
				stable = stable && r.isConstant(v)
			}
		}
		return stable
	})
	return stable
}

// isConstant reports whether a variable keeps its first value: it is not
// assigned, its address is not taken, and no loop goes on with it.
func (r *repair) isConstant(v *types.Var) bool {
	if v.Parent() == r.Pkg.Scope() || v.Pkg() != r.Pkg {
		return false
	}
	constant := true
	assigned := func(e ast.Expr) { constant = constant && (e == nil || r.root(e) != v) }
	ast.Inspect(r.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); !ok || r.Info.Defs[id] != v {
					assigned(lhs)
				}
			}
		case *ast.IncDecStmt:
			assigned(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				assigned(n.X)
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN || r.goVersion != "" && version.Compare(r.goVersion, "go1.22") < 0 {
				assigned(n.Key)
				assigned(n.Value)
			}
		case *ast.ForStmt:
			constant = constant && (n.Init == nil || !within(v.Pos(), n.Init))
		}
		return constant
	})
	return constant
}
