package track

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A Package is the index of one package's functions, in source order.
type Package struct {
	Functions []*Function
	ByObj     map[*types.Func]*Function
	ByLit     map[*ast.FuncLit]*Function
	Bound     map[*types.Var]*ast.FuncLit // variables that are only ever assigned one literal
}

// Index walks the syntax once and returns the functions of a package with the
// calls that may create obligations in each.
func Index(in *inspector.Inspector, info *types.Info) *Package {
	p := &Package{ByObj: map[*types.Func]*Function{}, ByLit: map[*ast.FuncLit]*Function{}, Bound: map[*types.Var]*ast.FuncLit{}}
	var stack []*Function
	nodes := []ast.Node{(*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.CallExpr)(nil), (*ast.AssignStmt)(nil)}
	in.Preorder(nodes, func(n ast.Node) {
		for len(stack) > 0 && n.Pos() >= stack[len(stack)-1].Node.End() {
			stack = stack[:len(stack)-1]
		}
		switch n := n.(type) {
		case *ast.FuncDecl:
			stack = stack[:0]
			if f := p.declare(n, info); f != nil {
				stack = append(stack, f)
			}
		case *ast.FuncLit:
			f := p.literal(n, info, stack)
			stack = append(stack, f)
		case *ast.CallExpr:
			if len(stack) > 0 && resultCanLead(info, n) {
				top := stack[len(stack)-1]
				top.Calls = append(top.Calls, n)
			}
		case *ast.AssignStmt:
			p.bind(n, info)
		}
	})
	return p
}

func (p *Package) declare(n *ast.FuncDecl, info *types.Info) *Function {
	obj, ok := info.Defs[n.Name].(*types.Func)
	if !ok || n.Body == nil {
		return nil
	}
	f := &Function{Node: n, Body: n.Body, Type: n.Type, Sig: obj.Signature(), Obj: obj}
	p.Functions = append(p.Functions, f)
	p.ByObj[obj] = f
	return f
}

func (p *Package) literal(n *ast.FuncLit, info *types.Info, stack []*Function) *Function {
	sig, _ := info.TypeOf(n).(*types.Signature)
	f := &Function{Node: n, Body: n.Body, Type: n.Type, Sig: sig}
	if len(stack) > 0 {
		f.Parent = stack[len(stack)-1]
	}
	p.Functions = append(p.Functions, f)
	p.ByLit[n] = f
	return f
}

// bind notes which variables hold a function literal, and forgets those that
// are assigned twice.
func (p *Package) bind(n *ast.AssignStmt, info *types.Info) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, rhs := range n.Rhs {
		id, ok := n.Lhs[i].(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := info.ObjectOf(id).(*types.Var)
		if !ok {
			continue
		}
		if _, isFunc := v.Type().Underlying().(*types.Signature); !isFunc {
			continue
		}
		lit, _ := ast.Unparen(rhs).(*ast.FuncLit)
		if _, twice := p.Bound[v]; twice {
			lit = nil
		}
		p.Bound[v] = lit
	}
}

// resultCanLead reports whether a result of the call can lead to a body.
// Conversions and calls of builtins create nothing.
func resultCanLead(info *types.Info, call *ast.CallExpr) bool {
	tv, ok := info.Types[call]
	if !ok || tv.Type == nil || tv.IsVoid() {
		return false
	}
	if fun, ok := info.Types[call.Fun]; !ok || fun.IsType() || fun.IsBuiltin() {
		return false
	}
	if tuple, ok := tv.Type.(*types.Tuple); ok {
		return AnyHolds(tuple)
	}
	return MayHold(tv.Type)
}
