package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// A place is a variable, or a field of one, as it is written: resp, s.resp.
type place struct {
	root *types.Var // nil for no place
	text string
}

// placeOf returns the place that an expression names; the zero place for the
// blank identifier and for what is no variable.
func (p *Package) placeOf(e ast.Expr) place {
	root := p.root(e)
	if root == nil || root.Name() == "_" {
		return place{}
	}
	return place{root, types.ExprString(ast.Unparen(e))}
}

// root returns the variable that a chain of fields begins with, or nil.
func (p *Package) root(e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			v, _ := p.Info.ObjectOf(x).(*types.Var)
			return v
		case *ast.SelectorExpr:
			if sel := p.Info.Selections[x]; sel == nil || sel.Kind() != types.FieldVal {
				return nil
			}
			e = x.X
		default:
			return nil
		}
	}
}

// is reports whether an expression names a place.
func (p *Package) is(e ast.Expr, at place) bool {
	return at.root != nil && p.placeOf(e) == at
}

// touches reports whether assigning to an expression changes what a place
// holds: it is the place, or a struct around it.
func (p *Package) touches(lhs ast.Expr, at place) bool {
	to := p.placeOf(lhs)
	return at.root != nil && to.root == at.root && len(to.text) <= len(at.text) && at.text[:len(to.text)] == to.text &&
		(len(at.text) == len(to.text) || at.text[len(to.text)] == '.')
}

// parentsOf returns the node around each node below root.
func parentsOf(root ast.Node) map[ast.Node]ast.Node {
	parents := map[ast.Node]ast.Node{}
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return false
		}
		if len(stack) > 0 {
			parents[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		return true
	})
	return parents
}

// readable reports whether an expression is a reader.
func (p *Package) readable(e ast.Expr) bool {
	t := p.Info.TypeOf(e)
	return t != nil && track.CanRead(t)
}

// within reports whether a position lies in the text of a node.
func within(pos token.Pos, n ast.Node) bool { return n.Pos() <= pos && pos < n.End() }
