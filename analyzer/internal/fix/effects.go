package fix

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// effects returns the moment after a simple statement or an expression.
func (r *repair) effects(n ast.Node, m moment) moment {
	if !m.reached() {
		return m
	}
	if m.may&open != 0 {
		switch {
		case r.takes(n):
			m.may = m.may&^open | gone
		case r.closes(n):
			m.may = m.may&^open | closed
		}
	}
	creates := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			creates = creates || n == r.Call
			m = r.claims(n, m)
		}
		return true
	})
	m = r.assigns(n, m)
	if creates {
		m = moment{may: open, told: true, held: true}
		if r.fallible {
			m.may |= absent
		}
	}
	if s, ok := n.(*ast.ExprStmt); ok {
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok && !r.oracle.Returns(call) {
			return moment{}
		}
	}
	return m
}

// claims returns the moment after an assertion, without those paths on which the
// test does not go on.
func (r *repair) claims(call *ast.CallExpr, m moment) moment {
	c, ok := r.oracle.Claim(call)
	if !ok || !c.Fatal {
		return m
	}
	for _, bit := range []may{absent, open, closed, gone} {
		if m.may&bit != 0 && !r.claimed(c, m, bit == absent).yes {
			m.may &^= bit
		}
	}
	return m
}

// assigns returns the moment after what a node assigns.
func (r *repair) assigns(n ast.Node, m moment) moment {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, lhs := range n.Lhs {
			m = r.assign(lhs, m)
		}
	case *ast.DeclStmt:
		ast.Inspect(n, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for _, id := range spec.Names {
					m = r.assign(id, m)
					if len(spec.Values) == 0 && r.is(id, r.handle.place) {
						m = moment{may: before, held: true}
					}
				}
			}
			return true
		})
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.AND {
			m = r.assign(u.X, m)
		}
		return true
	})
	return m
}

func (r *repair) assign(lhs ast.Expr, m moment) moment {
	m.told = m.told && !r.touches(lhs, r.signal.place)
	m.held = m.held && !r.touches(lhs, r.handle.place)
	return m
}

// assigned returns the moment after a range clause has assigned its variables.
func (r *repair) assigned(s *ast.RangeStmt, m moment) moment {
	for _, e := range []ast.Expr{s.Key, s.Value} {
		if e != nil {
			m = r.assign(e, m)
		}
	}
	return m
}

// closes reports whether a node closes the body, or has it closed, on the paths
// that close it there.
func (r *repair) closes(n ast.Node) bool {
	for _, e := range r.Ends {
		if !e.leaks() && !e.handedOver() && r.runs(n, e.ClosedAt) {
			return true
		}
	}
	return slices.ContainsFunc(r.closings, func(pos token.Pos) bool { return r.runs(n, pos) })
}

// findClosings notes the calls of Close by the handle, also on paths that are not
// told apart from others.
func (r *repair) findClosings() {
	r.closings = nil
	for n := range r.parents {
		if call, ok := n.(*ast.CallExpr); ok && r.closesHandle(call) && r.visible(call) {
			r.closings = append(r.closings, call.Pos())
		}
	}
}

// takes reports whether a node hands the body to somebody who may close it. A
// return statement does, too, but no path goes on from there.
func (r *repair) takes(n ast.Node) bool {
	for _, e := range r.Ends {
		if e.handedOver() && (r.runs(n, e.Pos) || e.Life == effect.Promised && r.runs(n, e.ClosedAt)) {
			return true
		}
	}
	return false
}

// runs reports whether what stands at a position is done where a node stands:
// it lies within, and in no literal that is kept for later.
func (r *repair) runs(n ast.Node, pos token.Pos) bool {
	if !pos.IsValid() || !within(pos, n) {
		return false
	}
	later := false
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && within(pos, lit) {
			_, called := r.parents[lit].(*ast.CallExpr)
			later = later || !called
		}
		return !later
	})
	return !later
}
