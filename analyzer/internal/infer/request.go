package infer

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// specialise looks at the request that a call sends: the response to a HEAD
// request has nothing to read, and a connection that the request asks to be
// closed is not worth reading for.
func (p *Package) specialise(call *ast.CallExpr, fresh []effect.Fresh, f *track.Function) []effect.Fresh {
	if len(fresh) == 0 || !p.nothingToRead(call, f) {
		return fresh
	}
	fresh = slices.Clone(fresh)
	for i := range fresh {
		fresh[i].Read = effect.EOF
	}
	return fresh
}

// nothingToRead reports whether an argument of the call is a *http.Request that
// the function made for HEAD, or marked to close its connection.
func (p *Package) nothingToRead(call *ast.CallExpr, f *track.Function) bool {
	for _, arg := range call.Args {
		id, ok := ast.Unparen(arg).(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := p.info.Uses[id].(*types.Var)
		if ok && isRequest(v.Type()) && p.madeForHead(v, outermost(f).Body) {
			return true
		}
	}
	return false
}

func outermost(f *track.Function) *track.Function {
	for f.Parent != nil {
		f = f.Parent
	}
	return f
}

func isRequest(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(ptr.Elem()).(*types.Named)
	return ok && n.Obj().Name() == "Request" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}

// madeForHead reports whether all that is assigned to a request variable are
// HEAD requests, or its Close field is set.
func (p *Package) madeForHead(v *types.Var, body *ast.BlockStmt) bool {
	made, other, closes := 0, 0, false
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, lhs := range assign.Lhs {
			switch lhs := lhs.(type) {
			case *ast.Ident:
				switch {
				case p.info.ObjectOf(lhs) != v:
				case p.isHeadRequest(assign.Rhs[min(i, len(assign.Rhs)-1)]):
					made++
				default:
					other++
				}
			case *ast.SelectorExpr:
				closes = closes || p.setsClose(v, lhs, assign.Rhs[min(i, len(assign.Rhs)-1)])
			}
		}
		return true
	})
	return closes || made > 0 && other == 0
}

// isHeadRequest reports whether e is http.NewRequest or NewRequestWithContext
// with the constant method HEAD.
func (p *Package) isHeadRequest(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := p.callee(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return false
	}
	arg := map[string]int{"NewRequest": 0, "NewRequestWithContext": 1}
	i, ok := arg[fn.Name()]
	if !ok || i >= len(call.Args) {
		return false
	}
	tv := p.info.Types[call.Args[i]]
	return tv.Value != nil && tv.Value.Kind() == constant.String && constant.StringVal(tv.Value) == "HEAD"
}

// setsClose reports whether an assignment is v.Close = true.
func (p *Package) setsClose(v *types.Var, lhs *ast.SelectorExpr, rhs ast.Expr) bool {
	id, ok := lhs.X.(*ast.Ident)
	tv := p.info.Types[rhs]
	return ok && lhs.Sel.Name == "Close" && p.info.Uses[id] == v &&
		tv.Value != nil && tv.Value.Kind() == constant.Bool && constant.BoolVal(tv.Value)
}
