package infer

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// specialise looks at the request that a call sends: the response to a HEAD
// request has nothing to read, and a connection that the request asks to be
// closed is not worth reading for.
func (p *Package) specialise(call *ast.CallExpr, fresh []effect.Fresh, f *track.Function) []effect.Fresh {
	if len(fresh) == 0 || !p.nothingToRead(call, f) && !p.neverReuses(call, f) {
		return fresh
	}
	fresh = slices.Clone(fresh)
	for i := range fresh {
		fresh[i].Read = effect.EOF
	}
	return fresh
}

// neverReuses reports whether the call is made through a client or transport
// for which reading to EOF makes no difference: the function made it with
// DisableKeepAlives, or chose the protocols, as one does for HTTP/2.
func (p *Package) neverReuses(call *ast.CallExpr, f *track.Function) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	scope := outermost(f).Body
	lit := p.structLiteral(sel.X, scope)
	if lit == nil {
		return false
	}
	if transport := p.fieldValue(lit, "Transport"); transport != nil {
		if lit = p.structLiteral(transport, scope); lit == nil {
			return false
		}
	}
	if p.fieldValue(lit, "Protocols") != nil || isHTTP2(p.info.TypeOf(lit)) {
		return true
	}
	disabled := p.fieldValue(lit, "DisableKeepAlives")
	if disabled == nil {
		return false
	}
	value := p.info.Types[disabled].Value
	return value != nil && value.Kind() == constant.Bool && constant.BoolVal(value)
}

// isHTTP2 reports whether t is the transport of golang.org/x/net/http2.
func isHTTP2(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Transport" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "golang.org/x/net/http2"
}

// nothingToRead reports whether an argument of the call is HEAD, or a *http.Request
// that the function made for HEAD, or marked to close its connection.
func (p *Package) nothingToRead(call *ast.CallExpr, f *track.Function) bool {
	if p.saysHead(call) {
		return true
	}
	for _, arg := range call.Args {
		id, ok := p.copied(arg).(*ast.Ident)
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

// outermost returns the declaration, or the literal at the top of a file, that a
// function stands in.
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

// makesRequest reports whether the first result of a call is a request, and not the
// copy of another one.
func (p *Package) makesRequest(call *ast.CallExpr) bool {
	t := p.info.TypeOf(call)
	if tuple, ok := t.(*types.Tuple); ok {
		if tuple.Len() == 0 {
			return false
		}
		t = tuple.At(0).Type()
	}
	return t != nil && isRequest(t) && p.copied(call) == call
}

// madeForHead reports whether all that is assigned to a request variable are
// HEAD requests, or its Close field is set.
func (p *Package) madeForHead(v *types.Var, body *ast.BlockStmt) bool {
	made, other, closes := 0, 0, false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		closes = closes || ok && p.setsHeader(v, call)
		return true
	})
	eachAssigned(body, func(lhs, rhs ast.Expr, _ bool) {
		switch lhs := lhs.(type) {
		case *ast.Ident:
			switch {
			case p.info.ObjectOf(lhs) != v:
			case p.isCopyOf(rhs, v):
			case p.isHeadRequest(rhs):
				made++
			default:
				other++
			}
		case *ast.SelectorExpr:
			closes = closes || p.setsField(v, lhs, rhs)
		}
	})
	return closes || made > 0 && other == 0
}

// isCopyOf reports whether e is v.WithContext(ctx) or v.Clone(ctx), which leave
// the method and the header as they are.
func (p *Package) isCopyOf(e ast.Expr, v *types.Var) bool {
	id, ok := p.copied(e).(*ast.Ident)
	return ok && p.info.Uses[id] == v
}

// copied returns the request of which e is a copy, or e itself.
func (p *Package) copied(e ast.Expr) ast.Expr {
	for {
		e = ast.Unparen(e)
		call, ok := e.(*ast.CallExpr)
		if !ok {
			return e
		}
		fun, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || fun.Sel.Name != "WithContext" && fun.Sel.Name != "Clone" || !isRequest(p.info.TypeOf(fun.X)) {
			return e
		}
		e = fun.X
	}
}

// isHeadRequest reports whether e makes a HEAD request: http.NewRequest and other
// functions that are given this method, a literal that has it, or a function of this
// package that makes no others.
func (p *Package) isHeadRequest(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		lit, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		if !ok {
			return false
		}
		method := p.fieldValue(lit, "Method")
		return method != nil && isString(p.info.Types[method].Value, "HEAD")
	case *ast.CallExpr:
		return p.saysHead(e) || p.makesOnlyHead(p.index.ByObj[p.callee(e)])
	}
	return false
}

// saysHead reports whether an argument of a call is the constant HEAD.
func (p *Package) saysHead(call *ast.CallExpr) bool {
	return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		v := p.info.Types[arg].Value
		return v != nil && v.Kind() == constant.String && constant.StringVal(v) == "HEAD"
	})
}

// makesOnlyHead reports whether all requests that a function makes are for HEAD.
func (p *Package) makesOnlyHead(f *track.Function) bool {
	if f == nil {
		return false
	}
	made, other := false, false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && p.makesRequest(call) {
			made, other = true, other || !p.saysHead(call)
		}
		return true
	})
	return made && !other
}

// setsField reports whether an assignment is v.Close = true or v.Method = "HEAD".
func (p *Package) setsField(v *types.Var, lhs *ast.SelectorExpr, rhs ast.Expr) bool {
	id, ok := lhs.X.(*ast.Ident)
	if !ok || p.info.Uses[id] != v {
		return false
	}
	value := p.info.Types[rhs].Value
	switch lhs.Sel.Name {
	case "Close":
		return value != nil && value.Kind() == constant.Bool && constant.BoolVal(value)
	case "Method":
		return isString(value, "HEAD")
	}
	return false
}

// setsHeader reports whether a call is v.Header.Set("Connection", "close").
func (p *Package) setsHeader(v *types.Var, call *ast.CallExpr) bool {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) != 2 || fun.Sel.Name != "Set" && fun.Sel.Name != "Add" {
		return false
	}
	header, ok := fun.X.(*ast.SelectorExpr)
	if !ok || header.Sel.Name != "Header" {
		return false
	}
	id, ok := header.X.(*ast.Ident)
	return ok && p.info.Uses[id] == v &&
		isString(p.info.Types[call.Args[0]].Value, "connection") && isString(p.info.Types[call.Args[1]].Value, "close")
}

// isString reports whether a constant is a string, whatever its case.
func isString(v constant.Value, s string) bool {
	return v != nil && v.Kind() == constant.String && strings.EqualFold(constant.StringVal(v), s)
}
