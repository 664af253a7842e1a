package flow

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/cfg"
)

// A Graph is a view of a control-flow graph that puts back what go/cfg leaves
// out: the tag of a switch beside the value of a case, and the clause to which
// a communication belongs. The graph itself is shared and never changed.
type Graph struct {
	CFG  *cfg.CFG
	tags map[ast.Expr]ast.Expr    // the value of a case → the tag it is compared with
	comm map[ast.Stmt]bool        // communications of select clauses
	typs map[ast.Stmt]*typeSwitch // the switch of a clause

	body *ast.BlockStmt
	dead map[*cfg.Block]bool // see deadEnds
	vars *variables          // nil until they are asked for

	scouted *scout    // nil until it is asked for
	spare   [][]visit // of a worklist that is done, for the next
}

// A typeSwitch is what the clauses of a type switch have in common.
type typeSwitch struct {
	operand  ast.Expr
	hasNil   bool            // some clause is for nil
	fallback *ast.CaseClause // the default clause, or nil
}

// maxBlocks bounds the graphs that are explored at all. Functions beyond it are
// generated tables and parsers.
const maxBlocks = 4000

// NewGraph builds the view of a body. mayReturn is asked for calls that stand
// as statements of their own. It returns nil for a body that is too large.
func NewGraph(body *ast.BlockStmt, mayReturn func(*ast.CallExpr) bool) *Graph {
	g := &Graph{CFG: cfg.New(body, mayReturn), body: body}
	if len(g.CFG.Blocks) > maxBlocks {
		return nil
	}
	g.dead = deadEnds(g.CFG)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SwitchStmt:
			g.addTags(n)
		case *ast.TypeSwitchStmt:
			g.addTypes(n)
		case *ast.CommClause:
			g.addComm(n.Comm)
		}
		return true
	})
	return g
}

func (g *Graph) addTags(s *ast.SwitchStmt) {
	if s.Tag == nil {
		return
	}
	if g.tags == nil {
		g.tags = map[ast.Expr]ast.Expr{}
	}
	for _, c := range s.Body.List {
		for _, e := range c.(*ast.CaseClause).List {
			g.tags[e] = s.Tag
		}
	}
}

func (g *Graph) addTypes(s *ast.TypeSwitchStmt) {
	sw := &typeSwitch{}
	var assert ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		assert = a.Rhs[0]
	case *ast.ExprStmt:
		assert = a.X
	}
	ta, ok := ast.Unparen(assert).(*ast.TypeAssertExpr)
	if !ok {
		return
	}
	sw.operand = ta.X
	if g.typs == nil {
		g.typs = map[ast.Stmt]*typeSwitch{}
	}
	for _, c := range s.Body.List {
		g.typs[c] = sw
		if c := c.(*ast.CaseClause); c.List == nil {
			sw.fallback = c
		}
		sw.hasNil = sw.hasNil || slices.ContainsFunc(c.(*ast.CaseClause).List, isNilIdent)
	}
}

// isNilIdent reports whether e is written nil; in a list of types it can be
// nothing else.
func isNilIdent(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "nil"
}

func (g *Graph) addComm(s ast.Stmt) {
	if s == nil {
		return
	}
	if g.comm == nil {
		g.comm = map[ast.Stmt]bool{}
	}
	g.comm[s] = true
}

// condition returns the expression that chooses between the two successors of
// a block, and the tag it is compared with if it is the value of a case. It
// returns nil where the choice is not made by an expression: range loops,
// select, type switches.
func (g *Graph) condition(b *cfg.Block) (cond, tag ast.Expr) {
	if len(b.Succs) != 2 || len(b.Nodes) == 0 {
		return nil, nil
	}
	switch b.Succs[0].Kind {
	case cfg.KindIfThen, cfg.KindForBody, cfg.KindSwitchCaseBody:
	default:
		return nil, nil
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return nil, nil
	}
	return cond, g.tags[cond]
}
