package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// variables is what syntax tells of the variables of a function, whatever is
// followed through it.
type variables struct {
	*Problem                              // any that has the function
	volatile  map[*types.Var]bool         // see isVolatile
	last      map[*types.Var]*lastMention // see until
	nilTested map[*types.Var]bool         // responses that are compared with nil
	jumps     bool                        // there is a goto
	assigned  map[string]token.Pos        // where fields are first assigned, by name
	asked     token.Pos                   // the last place that asks for a status or passes a response on
	around    []ast.Node                  // the loops and literals around the node being looked at
	selects   *ast.SelectorExpr           // the last selection of nothing but a field of a variable
	head      head                        // of the last switch
	inPlace   map[*ast.FuncLit]bool       // literals that are called where they stand
	later     *ast.CallExpr               // the call of the last go or defer statement
	passed    map[ast.Expr]bool           // addresses that calls are given; see forgetPassed
}

// forever is the until of what may be mentioned at any time.
const forever = token.Pos(math.MaxInt)

// variables looks at the function of a problem, whose body the graph is of, once.
func (g *Graph) variables(p *Problem) *variables {
	if g.vars != nil {
		return g.vars
	}
	vs := &variables{Problem: p, last: map[*types.Var]*lastMention{}}
	g.vars = vs
	vs.keep(p.Function.Type)
	lits := &literals{vs: vs}
	ast.Inspect(g.body, func(n ast.Node) bool {
		vs.leave(n)
		switch n := n.(type) {
		case *ast.CallExpr:
			lits.call(n)
			vs.pass(n)
			vs.callInPlace(n)
			if slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return track.IsResponse(p.Info.TypeOf(arg)) }) {
				vs.ask(n.Pos())
			}
		case *ast.FuncLit:
			lits.found = append(lits.found, n)
			vs.keep(n.Type)
			vs.around = append(vs.around, n)
		case *ast.ForStmt, *ast.RangeStmt:
			vs.around = append(vs.around, n)
		case *ast.BranchStmt:
			vs.jumps = vs.jumps || n.Tok == token.GOTO
		case *ast.SelectorExpr:
			vs.selection(n)
			if n.Sel.Name == "StatusCode" {
				vs.ask(n.Pos())
			}
		case *ast.AssignStmt:
			lits.assign(n)
			vs.assign(n)
		case *ast.GoStmt:
			lits.async, vs.later = n.Call, n.Call
		case *ast.DeferStmt:
			vs.later = n.Call
		case *ast.Ident:
			vs.mention(n)
			lits.mention(n)
		case *ast.SwitchStmt:
			vs.head = headOf(n, n.Body)
			vs.comparisons(n)
		case *ast.TypeSwitchStmt:
			vs.head = headOf(n, n.Body)
		case *ast.BinaryExpr:
			vs.comparisons(n)
		case *ast.UnaryExpr:
			vs.point(n)
		}
		return true
	})
	lits.markVolatile()
	return vs
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
	pos = vs.head.reach(pos)
	for _, n := range vs.around {
		if lit, ok := n.(*ast.FuncLit); ok && !vs.inPlace[lit] {
			pos = forever
		}
		pos = max(pos, n.End())
	}
	vs.asked = max(vs.asked, pos)
}

// keep keeps the results of a function for as long as it runs: a bare return
// mentions no names.
func (vs *variables) keep(ft *ast.FuncType) {
	for _, v := range track.Results(vs.Info, ft) {
		if v != nil {
			vs.of(v).whole = forever
		}
	}
}

// assign notes which fields are assigned.
func (vs *variables) assign(n *ast.AssignStmt) {
	for _, lhs := range n.Lhs {
		if sel, ok := lhs.(*ast.SelectorExpr); ok {
			if vs.assigned == nil {
				vs.assigned = map[string]token.Pos{}
			}
			if _, twice := vs.assigned[sel.Sel.Name]; !twice {
				vs.assigned[sel.Sel.Name] = sel.Pos()
			}
		}
	}
}

// isAssigned reports whether a field of that name is assigned before a selection.
func (vs *variables) isAssigned(e *ast.SelectorExpr) bool {
	pos, ok := vs.assigned[e.Sel.Name]
	return ok && pos <= e.Pos()
}

// callInPlace notes that a literal is called where it stands, if a call does that.
func (vs *variables) callInPlace(call *ast.CallExpr) {
	lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit)
	if !ok || call == vs.later {
		return
	}
	if vs.inPlace == nil {
		vs.inPlace = map[*ast.FuncLit]bool{}
	}
	vs.inPlace[lit] = true
}

// reach returns up to where a variable that is mentioned at a position is needed:
// until the end of a loop whose next round may come back here, and forever if a
// literal may be run later that uses a variable from around it.
func (vs *variables) reach(v *types.Var, pos token.Pos) token.Pos {
	pos = vs.head.reach(pos)
	for _, n := range slices.Backward(vs.around) {
		switch n := n.(type) {
		case *ast.ForStmt:
			if !within(v, n.Body) {
				pos = max(pos, n.End())
			}
		case *ast.RangeStmt:
			if !within(v, n.Body) {
				pos = max(pos, n.End())
			}
		case *ast.FuncLit:
			if !within(v, n) && !vs.inPlace[n] {
				pos = forever
			}
		}
	}
	return pos
}

func within(v *types.Var, n ast.Node) bool { return n.Pos() <= v.Pos() && v.Pos() < n.End() }

// until returns up to where in the text of the function something may depend on
// what is known of a place. Beyond, states that differ in nothing else are the
// same. What is declared around the function is needed until its end. That a
// variable does not equal a constant is of use only where it is compared with the
// same one again.
func (vs *variables) until(at place, val Value) token.Pos {
	switch {
	case vs.jumps:
		return forever
	case at.v == nil:
		return at.loop.End()
	case !within(at.v, vs.Function.Node):
		return forever
	}
	m := vs.last[at.v]
	if m == nil {
		return token.NoPos
	}
	if at.path == counter {
		return m.at(counter)
	}
	path, _, compared := strings.Cut(at.path, "==")
	switch first, _, _ := strings.Cut(path, "."); {
	case compared && val.Truth == effect.False:
		return m.at(at.path)
	case first != "":
		return max(m.whole, m.at(first))
	}
	return max(m.whole, m.field)
}
