package infer

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// Test code answers requests from memory. A body that never saw a connection
// owes nothing, so the obligations of such calls are dropped where it is plain
// from the function around them that they are of that kind.

// fromMemory reports whether the response of a call comes from memory: the
// client has a transport that makes responses up, or http.ReadResponse reads
// from a buffer.
func (p *Package) fromMemory(call *ast.CallExpr, f *track.Function) bool {
	scope := outermost(f).Body
	fn := p.callee(call)
	switch {
	case fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net/http":
		return false
	case fn.Name() == "ReadResponse" && fn.Signature().Recv() == nil:
		return len(call.Args) > 0 && p.isBuffer(call.Args[0], scope)
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || fn.Signature().Recv() == nil {
		return false
	}
	if types.IsInterface(fn.Signature().Recv().Type()) {
		return p.isMadeByTest(sel.X, scope)
	}
	return p.isMemoryClient(sel.X, scope)
}

// isMadeByTest reports whether e is a transport that a test has just had made:
// what such a chain of wrappers and stubs answers, and from where, is unknown.
func (p *Package) isMadeByTest(e ast.Expr, scope ast.Node) bool {
	if !p.inTest(e.Pos()) {
		return false
	}
	call, ok := p.definition(e, scope).(*ast.CallExpr)
	return ok && !p.info.Types[call.Fun].IsType()
}

// isBuffer reports whether e reads from bytes or a string, or from a connection
// that the function holds itself: http.ReadResponse has no pool, so whoever
// closes that connection has closed all there is, and after a CONNECT closing
// the body would wait for the end of the tunnel.
func (p *Package) isBuffer(e ast.Expr, scope ast.Node) bool {
	if t := p.info.TypeOf(e); t != nil && track.Method(t, "RemoteAddr") != nil && track.CanClose(t) {
		return true
	}
	call, ok := p.definition(e, scope).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := p.callee(call)
	if fn == nil || fn.Pkg() == nil || len(call.Args) == 0 {
		return false
	}
	switch fn.Pkg().Path() {
	case "bytes", "strings":
		return true
	case "bufio":
		return p.isBuffer(call.Args[0], scope)
	}
	return false
}

// isMemoryClient reports whether e is an http.Client literal with a transport
// whose RoundTrip hands out nothing that must be closed.
func (p *Package) isMemoryClient(e ast.Expr, scope ast.Node) bool {
	lit := p.structLiteral(e, scope)
	if lit == nil {
		return false
	}
	transports := p.assignedFields(e, "Transport", scope)
	if t := p.fieldValue(lit, "Transport"); t != nil {
		transports = append(transports, t)
	}
	for _, t := range transports {
		if !p.isMemoryTransport(t, scope) {
			return false
		}
	}
	return len(transports) > 0
}

// assignedFields returns what is assigned to a field of the variable e.
func (p *Package) assignedFields(e ast.Expr, field string, scope ast.Node) []ast.Expr {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v := p.info.Uses[id]
	var values []ast.Expr
	eachAssigned(scope, func(lhs, rhs ast.Expr, several bool) {
		if sel, ok := lhs.(*ast.SelectorExpr); ok && sel.Sel.Name == field && !several {
			if x, ok := sel.X.(*ast.Ident); ok && p.info.Uses[x] == v {
				values = append(values, rhs)
			}
		}
	})
	return values
}

// eachAssigned calls yield for everything that is assigned in a scope, or declared
// with a value, with what it is assigned, and with whether that is one of several
// results of a call.
func eachAssigned(scope ast.Node, yield func(lhs, rhs ast.Expr, several bool)) {
	ast.Inspect(scope, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				yield(lhs, n.Rhs[min(i, len(n.Rhs)-1)], len(n.Lhs) != len(n.Rhs))
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Values) > 0 {
					yield(name, n.Values[min(i, len(n.Values)-1)], len(n.Names) != len(n.Values))
				}
			}
		}
		return true
	})
}

// structLiteral returns the composite literal that e denotes, through its
// address and the variable it is assigned to, or nil.
func (p *Package) structLiteral(e ast.Expr, scope ast.Node) *ast.CompositeLit {
	def := p.definition(e, scope)
	if addr, ok := def.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		def = addr.X
	}
	lit, _ := def.(*ast.CompositeLit)
	return lit
}

// fieldValue returns the value that a struct literal gives a field, or nil.
func (p *Package) fieldValue(lit *ast.CompositeLit, field string) ast.Expr {
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == field {
			return kv.Value
		}
	}
	return nil
}

// isMemoryTransport reports whether the RoundTrip method of a value, or the
// function that an adapter makes a transport of, answers from memory, or the
// value wraps such a transport.
func (p *Package) isMemoryTransport(e ast.Expr, scope ast.Node) bool {
	e = p.definition(e, scope)
	if lit := p.structLiteral(e, scope); lit != nil && track.Method(p.info.TypeOf(e), "RoundTrip") != nil {
		for _, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if t := p.info.TypeOf(elt); t != nil && track.Method(t, "RoundTrip") != nil && p.isMemoryTransport(elt, scope) {
				return true
			}
		}
	}
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && p.info.Types[call.Fun].IsType() {
		if lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit); ok {
			sum := p.summary(p.index.Literal(lit))
			return sum != nil && len(sum.Fresh) == 0
		}
	}
	t := p.info.TypeOf(e)
	if t == nil || types.IsInterface(t) {
		return false
	}
	m := track.Method(t, "RoundTrip")
	if m == nil {
		return false
	}
	sum := p.Method(m)
	return sum != nil && len(sum.Fresh) == 0
}

// definition returns the expression that is the only one assigned to the
// variable that e names, or e itself.
func (p *Package) definition(e ast.Expr, scope ast.Node) ast.Expr {
	e = ast.Unparen(e)
	id, ok := e.(*ast.Ident)
	if !ok {
		return e
	}
	v, ok := p.info.Uses[id].(*types.Var)
	if !ok {
		return e
	}
	var defs []ast.Expr
	calls := false
	eachAssigned(scope, func(lhs, rhs ast.Expr, several bool) {
		if id, ok := lhs.(*ast.Ident); ok && p.info.ObjectOf(id) == v {
			defs = append(defs, ast.Unparen(rhs))
			calls = calls || several
		}
	})
	if len(defs) != 1 || calls {
		return e
	}
	return defs[0]
}
