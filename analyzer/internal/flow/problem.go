package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A Problem is one obligation to follow. Either Site or Param says where it comes
// from. A scout, which follows none, has neither.
type Problem struct {
	Info     *types.Info
	Function *track.Function

	Site  *ast.CallExpr   // the call that creates it, in Function or in a literal of it
	Fresh effect.Fresh    // how the results of Site lead to it
	Sites []*ast.CallExpr // the calls in Function that may create obligations, the same for every problem

	Param *types.Var      // the parameter that leads to it
	Path  string          // by this field path
	Rel   effect.Relation // in this relation
	Nil   []*types.Var    // error parameters known to be nil when it exists
	Given effect.Truth    // what is known of Param, if it leads to no body but is followed for what it tells
}

// A Loss says how the last handle of a body that is not closed was lost.
type Loss uint8

const (
	NotLost     Loss = iota
	Returned         // the function ends
	Overwritten      // the variable, or resp.Body, is assigned
	NextRound        // a loop comes back to the declaration
	Discarded        // the result of the call was never kept
	Consumed         // the expression that used the result is done with it
)

// Why says to whom a body went that is no longer the function's to close.
type Why uint8

const (
	Kept     Why = iota
	ToCaller     // returned
	Passed       // given to a function that takes it over, or may
	Stored       // put where others find it: a field, map, slice, channel or global
	Literal      // left to a function literal that may close it
	Nested       // literals called in literals, too deep to follow
	Upgraded     // it is a connection of another protocol now
	NoBody       // http.NoBody, of which Close has no effect
)

// String returns what happened, for people.
func (w Why) String() string {
	return [...]string{
		"kept", "returned to the caller", "passed to a function that takes it over",
		"stored where others find it", "left to a literal that may close it",
		"left in nested literals", "a connection of another protocol", "http.NoBody",
	}[w]
}

// An End is one way a path can end for the obligation.
type End struct {
	Loss     Loss
	Pos      token.Pos // the return statement, closing brace or statement where it ends
	Status   effect.Status
	ClosedAt token.Pos      // the close, or its defer statement
	Aliases  []effect.Alias // results that lead to the obligation
	Truths   []effect.Truth // what is known of the results
	Captured bool           // handed to a variable of an enclosing function
	Detached bool           // the response that led to the body has another one now
	ReadLate bool           // it was read when it was closed already
	Empty    bool           // there was no body to read
	Codes    effect.Codes   // what the status may be, if that is of use for callers
	Why      Why            // who has the body, if it is gone
	Handed   bool           // returned while it was owed: now the caller owes it
	Failed   bool           // on a path that marks the test as failed
	Blurred  bool           // on a path that may not be possible; see certain
	Ways     []*Trail       // that lead here, some of them; see Steps
}

// A Verdict is the outcome of an exploration.
type Verdict struct {
	Ends   []End
	Steps  int    // nodes executed
	GaveUp string // why the exploration is not complete; "" if it is
}
