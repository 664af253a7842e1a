package flow

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// equalResponse applies what resp.Field == value says of the body: a response
// without a body has nothing to read. What its status says, narrow knows.
func (x *explorer) equalResponse(s *State, a, b ast.Expr) {
	sel, ok := ast.Unparen(a).(*ast.SelectorExpr)
	if !ok || !s.live {
		return
	}
	h, ok := x.value(s, sel.X).direct()
	if !ok || h.Rel.Kind != effect.Response {
		return
	}
	switch sel.Sel.Name {
	case "ContentLength":
		if n, ok := x.intValue(b); ok && n == 0 {
			s.empty = true
		}
	case "Body":
		if v := x.sentinel(b); v != nil && v.Name() == "NoBody" && v.Pkg().Path() == "net/http" {
			s.handOver(Bodyless) // http.NoBody: Close has no effect
		}
	}
}
