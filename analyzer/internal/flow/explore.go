// Package flow is the engine. It follows one obligation through one function:
// every path, as a set of states per block (see State), through the function's
// own literals, with summaries for everything else, and returns how the paths
// end. It reports nothing.
package flow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/cfg"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Bounds of one exploration, far above what people write. Beyond them the
// verdict says that it gave up, and nothing is reported.
const (
	maxSteps  = 20000 // nodes executed
	maxStates = 200   // states of one block
	softState = 48    // states of one block beyond which flags are forgotten
	maxDepth  = 4     // literals called in literals
	maxFacts  = 32    // what a state knows before it stops to remember comparisons
)

// tooLarge is why a function without a graph is given up.
const tooLarge = "function too large"

// Explore follows the obligation of a problem to the end of every path.
func Explore(p *Problem, r Resolver) *Verdict {
	g := r.Graph(p.Function.Body)
	if g == nil {
		return &Verdict{GaveUp: tooLarge}
	}
	x := newExplorer(p, g, r, map[place]int{})
	if !x.arrived(g) {
		start := &State{}
		if p.Param != nil {
			x.given(start)
		}
		x.start(g, start)
	}
	return &Verdict{Ends: certain(x.ends), Steps: x.steps, GaveUp: x.gaveUp}
}

// An explorer is one exploration on its way: a problem, what is known of its
// function, and what the paths have come to so far. Its methods are spread over
// this package by what they execute: exec.go has the statements, expr.go and
// call.go the expressions, branch.go the conditions, literal.go and defers.go the
// function's own literals, exit.go and over.go the ends of paths. What is known of
// an expression that has been executed, operand.go and tuple.go say.
type explorer struct {
	*Problem
	r        Resolver
	ids      map[place]int
	calls    map[ast.Node]bool // whether a node contains a call; see hasCalls
	steps    int
	ends     []End
	seen     map[string]int // the ends by their keys
	gaveUp   string
	hands    bool           // the results of the function can lead to a body
	bornAt   token.Pos      // of the node that makes the call, once it has been executed
	dry      int            // > 0 while a literal is tried out: nothing ends, nothing is recorded
	lits     []*ast.FuncLit // literals being executed
	branches map[ast.Expr]*branch
	vars     *variables // of the function

	scouted bool                     // the exploration begins at the site; see scout
	within  []bool                   // the blocks of the function to stay in, by index; nil for all
	arrive  func(*cfg.Block, *State) // is told of states that come to a block of the function, unless nil
}

func newExplorer(p *Problem, g *Graph, r Resolver, ids map[place]int) *explorer {
	return &explorer{
		Problem: p, r: r, ids: ids, vars: g.variables(p),
		seen: map[string]int{}, branches: map[ast.Expr]*branch{},
		hands: p.Function.Sig != nil && track.AnyHolds(p.Function.Sig.Results()),
	}
}

// given makes the parameter of the problem lead to the obligation.
func (x *explorer) given(s *State) {
	s.live = true
	val := Value{Truth: x.Given}
	if x.Given == effect.Unknown {
		val = Value{Handles: []Handle{{x.Path, x.Rel}}}
	}
	x.set(s, x.Param, val)
	for _, v := range x.Nil {
		x.set(s, v, Value{Truth: effect.Nil})
	}
}

// start explores the function from its beginning.
func (x *explorer) start(g *Graph, s *State) {
	x.zeroResults(s, x.Function.Type)
	x.frame(g, []point{{g.CFG.Blocks[0], s}}, x.exit)
}

// frame explores the body of a graph from the given points and calls exit for
// every state that reaches a return statement.
func (x *explorer) frame(g *Graph, start []point, exit func(*State, *ast.ReturnStmt)) {
	own := g.body == x.Function.Body
	w := newWorklist(g, x.asked())
	if own {
		w.within = x.within
	}
	for _, p := range start {
		w.add(p.block, p.state)
	}
	for len(w.queue) > 0 && x.gaveUp == "" {
		p := w.queue[0]
		w.queue = w.queue[1:]
		if own && x.arrive != nil {
			x.arrive(p.block, p.state)
		}
		states := x.block(g, p.block, p.state, exit)
		x.edges(g, p.block, states, w)
		if w.overflow {
			x.giveUp("too many states")
		}
	}
	w.done(g)
}

func (x *explorer) giveUp(why string) {
	if x.gaveUp == "" {
		x.gaveUp = why
	}
}

// block executes the nodes of a block, all but the condition that ends it.
func (x *explorer) block(g *Graph, b *cfg.Block, s *State, exit func(*State, *ast.ReturnStmt)) []*State {
	nodes := b.Nodes
	if cond, _ := g.condition(b); cond != nil {
		nodes = nodes[:len(nodes)-1]
	}
	states := []*State{s}
	for _, n := range nodes {
		if stmt, ok := n.(ast.Stmt); ok && g.comm[stmt] {
			continue // executed when its clause is chosen
		}
		var next []*State
		for _, s := range states {
			if x.steps++; x.steps > maxSteps {
				x.giveUp("too many steps")
				return nil
			}
			if ret, ok := n.(*ast.ReturnStmt); ok {
				x.returns(s, ret, exit)
				continue
			}
			next = append(next, x.finish(n, x.node(s, n))...)
		}
		states = next
	}
	return states
}

// edges passes the states at the end of a block on to its successors.
func (x *explorer) edges(g *Graph, b *cfg.Block, states []*State, w *worklist) {
	cond, tag := g.condition(b)
	for _, s := range states {
		if cond == nil {
			for i, succ := range b.Succs {
				c := s
				if i < len(b.Succs)-1 {
					c = s.clone()
				}
				for _, c := range x.enter(g, b, succ, c) {
					w.add(succ, c)
				}
			}
			continue
		}
		var yes, no []*State
		if tag != nil {
			yes, no = x.equal(s, tag, cond)
			x.passed(cond, tag, yes, no)
		} else {
			yes, no = x.cond(s, cond)
		}
		x.steps++
		x.branch(w, b.Succs[0], cond, yes)
		x.branch(w, b.Succs[1], cond, no)
	}
}

func (x *explorer) branch(w *worklist, to *cfg.Block, cond ast.Expr, states []*State) {
	for _, s := range x.finish(cond, states) {
		w.add(to, s)
	}
}

// enter applies what happens on the way into a block and is no node of it.
func (x *explorer) enter(g *Graph, from, b *cfg.Block, s *State) []*State {
	switch stmt := b.Stmt.(type) {
	case *ast.CommClause:
		if b.Kind == cfg.KindSelectCaseBody && stmt.Comm != nil {
			return x.finish(stmt.Comm, x.node(s, stmt.Comm))
		}
	case *ast.RangeStmt:
		switch b.Kind {
		case cfg.KindRangeLoop:
			if slices.Contains(from.Nodes, ast.Node(stmt.X)) {
				x.rangeStart(s, stmt)
			}
		case cfg.KindRangeBody:
			return x.finish(stmt, x.rangeVars(s, stmt))
		case cfg.KindRangeDone:
			if from.Kind == cfg.KindRangeLoop && !x.rangeDone(s, stmt) {
				return nil
			}
		}
	case *ast.CaseClause:
		switch sw := g.typs[stmt]; {
		case sw == nil:
		case b.Kind == cfg.KindSwitchCaseBody:
			return x.typeCase(s, sw, stmt)
		case b.Kind == cfg.KindSwitchNextCase:
			return x.typeElse(s, sw, stmt)
		}
	}
	return []*State{s}
}
