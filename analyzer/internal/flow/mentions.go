package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// A lastMention is up to where a variable is needed.
type lastMention struct {
	whole token.Pos // the variable itself
	field token.Pos // any field of it
	parts []part    // its fields, and comparisons of it with constants

	limits []int // the constants that an integer is compared with
}

// A part is a field, by its first name, or a comparison as opaque names it.
type part struct {
	name  string
	until token.Pos
}

func (vs *variables) of(v *types.Var) *lastMention {
	m := vs.last[v]
	if m == nil {
		m = &lastMention{}
		vs.last[v] = m
	}
	return m
}

// selection notes that only a field of a variable is used here.
func (vs *variables) selection(e *ast.SelectorExpr) {
	sel := vs.Info.Selections[e]
	if sel != nil && sel.Kind() == types.FieldVal && len(sel.Index()) == 1 {
		vs.selects = e
	}
}

// mention notes that a variable, or a field of it, is needed here.
func (vs *variables) mention(id *ast.Ident) {
	v, ok := vs.Info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return
	}
	m, until := vs.of(v), vs.reach(v, id.Pos())
	if vs.selects == nil || vs.selects.X != id {
		m.whole = max(m.whole, until)
		return
	}
	m.field = max(m.field, until)
	m.mention(vs.selects.Sel.Name, until)
}

// comparisons notes where variables are compared with constants.
func (vs *variables) comparisons(n ast.Node) {
	compare := func(a, b ast.Expr, equal bool) {
		if vs.Info.Types[a].Value != nil {
			a, b = b, a
		}
		if at, ok := vs.counted(a); ok && vs.Info.Types[b].Value != nil {
			vs.of(at.v).mention(counter, vs.reach(at.v, b.Pos()))
			vs.of(at.v).limit(vs.Info.Types[b].Value)
		}
		if !equal {
			return
		}
		vs.testNil(a, b)
		if at, ok := vs.opaque(a, b); ok {
			vs.of(at.v).mention(at.path, vs.reach(at.v, b.Pos()))
		}
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		switch n.Op {
		case token.EQL, token.NEQ:
			compare(n.X, n.Y, true)
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			compare(n.X, n.Y, false)
		}
	case *ast.SwitchStmt:
		for _, c := range n.Body.List {
			for _, e := range c.(*ast.CaseClause).List {
				if n.Tag != nil {
					compare(n.Tag, e, true)
				}
			}
		}
	}
}

// testNil notes a response that is compared with nil.
func (vs *variables) testNil(a, b ast.Expr) {
	if vs.Info.Types[a].IsNil() {
		a, b = b, a
	}
	v := vs.named(a)
	if v == nil || !vs.Info.Types[b].IsNil() || !track.IsResponse(v.Type()) {
		return
	}
	if vs.nilTested == nil {
		vs.nilTested = map[*types.Var]bool{}
	}
	vs.nilTested[v] = true
}

// limit notes a constant, if it is one that can be counted up to.
func (m *lastMention) limit(value constant.Value) {
	n, exact := constant.Int64Val(constant.ToInt(value))
	if exact && n >= 0 && n < math.MaxInt16 && !slices.Contains(m.limits, int(n)) {
		m.limits = append(m.limits, int(n))
	}
}

func (m *lastMention) mention(name string, until token.Pos) {
	for i := range m.parts {
		if m.parts[i].name == name {
			m.parts[i].until = max(m.parts[i].until, until)
			return
		}
	}
	m.parts = append(m.parts, part{name, until})
}

// at returns up to where a part is needed.
func (m *lastMention) at(name string) token.Pos {
	for i := range m.parts {
		if m.parts[i].name == name {
			return m.parts[i].until
		}
	}
	return token.NoPos
}

// A head is what stands before the clauses of a switch, each of which compares it.
type head struct{ from, to, last token.Pos }

func headOf(sw ast.Stmt, clauses *ast.BlockStmt) head {
	h := head{from: sw.Pos(), to: clauses.Lbrace}
	for _, s := range clauses.List {
		h.last = s.(*ast.CaseClause).Colon
	}
	return h
}

// reach returns up to where what is mentioned at a position is needed.
func (h head) reach(pos token.Pos) token.Pos {
	if h.from <= pos && pos < h.to {
		return max(pos, h.last)
	}
	return pos
}
