package flow

import (
	"go/ast"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A Resolver answers what the engine cannot see in the body it explores. The
// engine knows neither models nor facts.
type Resolver interface {
	// Graph returns the control-flow graph of a body, nil if it is too large.
	Graph(body *ast.BlockStmt) *Graph

	// Summary returns what is known of the function that a call invokes, nil
	// if nothing is known.
	Summary(call *ast.CallExpr) *effect.Summary

	// Method returns what is known of a concrete method, nil if nothing is.
	Method(m *types.Func) *effect.Summary

	// Claim returns what a call of a test assertion claims.
	Claim(call *ast.CallExpr) (Claim, bool)

	// Fails reports whether a call marks the running test as failed.
	Fails(call *ast.CallExpr) bool

	// Runs says when the function that a call invokes runs a function that is
	// passed to it.
	Runs(call *ast.CallExpr) When

	// NonNil reports whether the only result of a call is never nil.
	NonNil(call *ast.CallExpr) bool

	// OfError returns what a function of one result returns where its i-th argument
	// is an error that is nil, or one that is not.
	OfError(call *ast.CallExpr, i int, given effect.Truth) effect.Truth

	// Stops reports whether a function does not return where its i-th argument is an
	// error that is nil, or one that is not.
	Stops(call *ast.CallExpr, i int, given effect.Truth) bool

	// Drains reports whether a call copies a reader to io.Discard, and whether
	// it stops at a limit of its own.
	Drains(call *ast.CallExpr) (drains, bounded bool)
}

// A Claim is what a test asserts of one of its values.
type Claim struct {
	Of    ast.Expr
	Is    effect.Truth
	Fatal bool // the test does not go on where the claim is wrong
	Tells bool // the result of the call is whether the claim holds
}

// When says when a function that was passed to another one is run.
type When uint8

const (
	Unknown When = iota
	Now          // before the call returns
	Later        // certainly, but after the call: t.Cleanup, go
	Perhaps      // when something happens that may never happen: context.AfterFunc
)
