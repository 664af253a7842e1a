package infer

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/flow"
)

// Runs says when the callee runs a function that is passed to it.
func (p *Package) Runs(call *ast.CallExpr) flow.When {
	return flow.Unknown
}

// Claim returns what a call of a test assertion claims.
func (p *Package) Claim(call *ast.CallExpr) (flow.Claim, bool) {
	return flow.Claim{}, false
}
