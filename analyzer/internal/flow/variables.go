package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// variables is what syntax tells of the variables of a function, whatever is
// followed through it.
type variables struct {
	info     *types.Info
	fn       *track.Function
	volatile map[*types.Var]bool // see isVolatile
	last     map[place]token.Pos // see until; fields by their first name
	jumps    bool                // there is a goto
	asked    token.Pos           // the last place that asks for a status or passes a response on
	around   []ast.Node          // the loops and literals around the node being looked at
	selects  *ast.SelectorExpr   // the last selection of nothing but a field of a variable
}

// anyField stands for whichever field of a variable is mentioned last.
const anyField = "*"

// forever is the until of what may be mentioned at any time.
const forever = token.Pos(math.MaxInt)

// variables looks at the function whose body a graph is of, once.
func (g *Graph) variables(fn *track.Function, info *types.Info) *variables {
	if g.vars != nil {
		return g.vars
	}
	g.vars = &variables{info: info, fn: fn, volatile: map[*types.Var]bool{}, last: map[place]token.Pos{}}
	g.vars.keep(fn.Type)
	inPlace := map[*ast.FuncLit]bool{}
	ast.Inspect(g.body, func(n ast.Node) bool {
		g.vars.leave(n)
		switch n := n.(type) {
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
				inPlace[lit] = true
			}
			if slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return track.IsResponse(info.TypeOf(arg)) }) {
				g.vars.ask(n.Pos())
			}
		case *ast.FuncLit:
			if !inPlace[n] {
				g.vars.markAssigned(n)
			}
			g.vars.keep(n.Type)
			g.vars.around = append(g.vars.around, n)
		case *ast.ForStmt, *ast.RangeStmt:
			g.vars.around = append(g.vars.around, n)
		case *ast.BranchStmt:
			g.vars.jumps = g.vars.jumps || n.Tok == token.GOTO
		case *ast.SelectorExpr:
			g.vars.selection(n)
			if n.Sel.Name == "StatusCode" {
				g.vars.ask(n.Pos())
			}
		case *ast.Ident:
			g.vars.mention(n)
		}
		return true
	})
	return g.vars
}

// leave forgets the loops and literals that do not contain n.
func (vs *variables) leave(n ast.Node) {
	for n != nil && len(vs.around) > 0 && n.Pos() >= vs.around[len(vs.around)-1].End() {
		vs.around = vs.around[:len(vs.around)-1]
	}
}

// ask notes that a status may matter here, and if this can come round again,
// then too.
func (vs *variables) ask(pos token.Pos) {
	for _, n := range vs.around {
		if _, ok := n.(*ast.FuncLit); ok {
			pos = forever
		}
		pos = max(pos, n.End())
	}
	vs.asked = max(vs.asked, pos)
}

// keep keeps the results of a function for as long as it runs: a bare return
// mentions no names.
func (vs *variables) keep(ft *ast.FuncType) {
	for _, v := range track.Results(vs.info, ft) {
		if v != nil {
			vs.last[variable(v)] = forever
		}
	}
}

// selection notes that only a field of a variable is used here.
func (vs *variables) selection(e *ast.SelectorExpr) {
	sel := vs.info.Selections[e]
	if sel != nil && sel.Kind() == types.FieldVal && len(sel.Index()) == 1 {
		vs.selects = e
	}
}

// mention notes that a variable, or a field of it, is needed here: until the end of a loop whose
// next round may come back here, and forever if a literal may be run that uses
// a variable from around it.
func (vs *variables) mention(id *ast.Ident) {
	v, ok := vs.info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return
	}
	until := id.Pos()
	for _, n := range slices.Backward(vs.around) {
		switch n := n.(type) {
		case *ast.ForStmt:
			if !within(v, n.Body) {
				until = max(until, n.End())
			}
		case *ast.RangeStmt:
			if !within(v, n.Body) {
				until = max(until, n.End())
			}
		case *ast.FuncLit:
			if !within(v, n) {
				until = forever
			}
		}
	}
	at := variable(v)
	if vs.selects != nil && vs.selects.X == id {
		at.path = vs.selects.Sel.Name
	}
	vs.last[at] = max(vs.last[at], until)
	if any := (place{v: v, path: anyField}); at.path != "" {
		vs.last[any] = max(vs.last[any], until)
	}
}

func within(v *types.Var, n ast.Node) bool { return n.Pos() <= v.Pos() && v.Pos() < n.End() }

// until returns up to where in the text of the function something may depend on
// what is known of a place. Beyond, states that differ in nothing else are the
// same. What is declared around the function is needed until its end.
func (vs *variables) until(at place) token.Pos {
	switch {
	case vs.jumps:
		return forever
	case at.v == nil:
		return at.loop.End()
	case !within(at.v, vs.fn.Node):
		return forever
	}
	field := anyField
	if name, _, _ := strings.Cut(at.path, "=="); name != "" {
		field, _, _ = strings.Cut(name, ".")
	}
	return max(vs.last[variable(at.v)], vs.last[place{v: at.v, path: field}])
}

// markAssigned marks the variables of enclosing functions that a literal assigns.
func (vs *variables) markAssigned(lit *ast.FuncLit) {
	mark := func(e ast.Expr) {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return
		}
		if v, ok := vs.info.Uses[id].(*types.Var); ok && !within(v, lit) {
			vs.volatile[v] = true
		}
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				mark(lhs)
			}
		case *ast.IncDecStmt:
			mark(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				mark(n.X)
			}
		}
		return true
	})
}
