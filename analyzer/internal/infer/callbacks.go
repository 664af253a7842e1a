package infer

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/model"
)

// Runs says when the callee runs a function that is passed to it.
func (p *Package) Runs(call *ast.CallExpr) flow.When {
	fn := p.callee(call)
	if fn == nil {
		return flow.Unknown
	}
	if fn.FullName() == "context.AfterFunc" {
		return flow.Perhaps
	}
	switch _, how, ok := p.library.Callback(fn); {
	case ok && how == model.Now:
		return flow.Now
	case ok:
		return flow.Later
	}
	return flow.Unknown
}

// Fails reports whether a call marks the running test as failed.
func (p *Package) Fails(call *ast.CallExpr) bool {
	fn := p.callee(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "testing" {
		return false
	}
	switch fn.Name() {
	case "Error", "Errorf", "Fail":
		return true
	}
	return false
}

// Claim returns what a call of a test assertion claims.
func (p *Package) Claim(call *ast.CallExpr) (flow.Claim, bool) {
	c, ok := p.library.Claim(call, p.info)
	return flow.Claim(c), ok
}
