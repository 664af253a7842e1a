package flow

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// equalResponse applies what resp.Field == value says of the body: a response
// without a body has nothing to read. What its status says, narrow knows.
func (x *explorer) equalResponse(s *State, a, b ast.Expr) {
	if x.isNoBodyName(b) && x.value(s, a).closes() {
		s.noBody()
		return
	}
	sel, ok := ast.Unparen(a).(*ast.SelectorExpr)
	if !ok || !s.live {
		return
	}
	h, ok := x.value(s, sel.X).direct()
	if !ok || h.Rel.Kind != effect.Response {
		return
	}
	if n, ok := x.intValue(b); ok && n == 0 && sel.Sel.Name == "ContentLength" {
		s.empty = true
	}
}

// noBody notes that the body is http.NoBody.
func (s *State) noBody() {
	s.empty = true
	s.handOver(NoBody)
}

// isNoBodyName reports whether an expression names http.NoBody, of which Close has no
// effect.
func (x *explorer) isNoBodyName(e ast.Expr) bool {
	v := x.sentinel(e)
	return v != nil && v.Name() == "NoBody" && v.Pkg().Path() == "net/http"
}
