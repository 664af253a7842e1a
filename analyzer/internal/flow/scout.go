package flow

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/cfg"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A scout knows how a function comes to its creating calls: what holds there on
// some path before there is anything to follow. That is the same for all the
// obligations of a function, so that the way to the hundredth call is explored
// once and not a hundred times.
type scout struct {
	ids      map[place]int
	blocks   map[*ast.CallExpr]*cfg.Block // in which the calls stand
	arrivals map[int32][]*State           // by the index of the block
	steps    int                          // not yet counted
	gaveUp   string
}

// scout explores the function of a problem without an obligation, once for all
// problems with the same function.
func (g *Graph) scout(p *Problem, r Resolver) *scout {
	if g.scouted != nil {
		return g.scouted
	}
	sc := &scout{
		ids:      map[place]int{},
		blocks:   g.standIn(p.Sites),
		arrivals: map[int32][]*State{},
	}
	g.scouted = sc
	sites := make([]bool, len(g.CFG.Blocks))
	for _, b := range sc.blocks {
		sites[b.Index] = true
	}
	x := newExplorer(&Problem{Info: p.Info, Function: p.Function}, g, r, sc.ids)
	x.within = reaching(g.CFG, sites)
	x.arrive = func(b *cfg.Block, s *State) {
		if sites[b.Index] {
			sc.arrivals[b.Index] = append(sc.arrivals[b.Index], s.clone())
		}
	}
	x.start(g, &State{})
	sc.steps, sc.gaveUp = x.steps, x.gaveUp
	return sc
}

// standIn returns the blocks in which calls stand. Those in literals, and those
// that belong to no block because an edge executes them, have none.
func (g *Graph) standIn(calls []*ast.CallExpr) map[*ast.CallExpr]*cfg.Block {
	sites := map[ast.Node]bool{}
	for _, call := range calls {
		sites[call] = true
	}
	blocks := map[*ast.CallExpr]*cfg.Block{}
	var in *cfg.Block
	visit := func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && sites[call] {
			blocks[call] = in
		}
		_, isLit := n.(*ast.FuncLit)
		return !isLit
	}
	for _, in = range g.CFG.Blocks {
		for _, n := range in.Nodes {
			if stmt, ok := n.(ast.Stmt); !ok || !g.comm[stmt] {
				ast.Inspect(n, visit)
			}
		}
	}
	return blocks
}

// reaching returns by index the blocks from which one of the given ones can be
// reached, themselves included.
func reaching(g *cfg.CFG, to []bool) []bool {
	reached := slices.Clone(to)
	for changed := true; changed; {
		changed = false
		for _, b := range slices.Backward(g.Blocks) { // most lead to later ones
			leads := func(succ *cfg.Block) bool { return reached[succ.Index] }
			if !reached[b.Index] && slices.ContainsFunc(b.Succs, leads) {
				reached[b.Index], changed = true, true
			}
		}
	}
	return reached
}

// arrived explores a function from its creating call on, if a scout has been
// there before; it reports whether that is so.
func (x *explorer) arrived(g *Graph) bool {
	if x.Site == nil || x.Given != effect.Unknown {
		return false
	}
	sc := g.scout(x.Problem, x.r)
	b := sc.blocks[x.Site]
	if b == nil {
		return false
	}
	x.steps, sc.steps = sc.steps, 0
	x.scouted, x.ids = true, sc.ids
	if sc.gaveUp != "" {
		x.giveUp(sc.gaveUp)
		return true
	}
	var starts []point
	for _, s := range sc.arrivals[b.Index] {
		starts = append(starts, point{b, s.clone()})
	}
	x.frame(g, starts, x.exit)
	return true
}
