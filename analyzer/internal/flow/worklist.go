package flow

import (
	"go/token"

	"golang.org/x/tools/go/cfg"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// A worklist holds the states still to be explored, first come, first served,
// so that the first path found to an end is among the shortest.
type worklist struct {
	seen     [][]visit // by the index of the block; most blocks see one state or two
	touched  []int32   // the blocks that have seen any
	dead     map[*cfg.Block]bool
	within   []bool // the blocks of interest, by index; nil for all
	queue    []point
	key      []byte // of the last state, used again for the next
	overflow bool
	asked    token.Pos // see explorer.asked
}

// A visit is a state that has come to a block.
type visit struct {
	key   string
	trail *Trail
}

type point struct {
	block *cfg.Block
	state *State
}

func newWorklist(g *Graph, asked token.Pos) *worklist {
	seen := g.spare
	if g.spare = nil; seen == nil {
		seen = make([][]visit, len(g.CFG.Blocks))
	}
	return &worklist{seen: seen, dead: g.dead, asked: asked}
}

// done leaves what the worklist need not keep to the next one of the graph: one
// that only comes to a few blocks costs no more than those.
func (w *worklist) done(g *Graph) {
	for _, i := range w.touched {
		w.seen[i] = nil
	}
	g.spare = w.seen
}

// add takes a state to a block, unless an equal one has been there.
func (w *worklist) add(b *cfg.Block, s *State) {
	if w.dead[b] || w.within != nil && !w.within[b.Index] {
		return
	}
	seen := w.seen[b.Index]
	if len(b.Nodes) > 0 {
		s.outlive(b.Nodes[0].Pos())
		if b.Nodes[0].Pos() > w.asked {
			s.codes = nil
		}
	}
	if len(seen) > softState {
		s.widen()
	}
	w.key = s.appendKey(w.key[:0])
	for i := range seen {
		if seen[i].key == string(w.key) {
			if first := seen[i].trail; first != nil {
				first.meet(s.trail)
			}
			return
		}
	}
	if len(seen) >= maxStates {
		w.overflow = true
		return
	}
	if s.trail != nil {
		s.trail = &Trail{prev: s.trail}
	}
	if len(seen) == 0 {
		w.touched = append(w.touched, b.Index)
	}
	w.seen[b.Index] = append(seen, visit{string(w.key), s.trail})
	w.queue = append(w.queue, point{b, s})
}

// widen forgets status codes and flags: what is known of variables that neither
// lead to the body nor are errors, and everything in a state whose obligation does
// not exist yet. Fewer states, at the price of paths that cannot happen; see
// certain.
func (s *State) widen() {
	known := len(s.env)
	s.blurred = s.blurred || s.codes != nil
	s.codes = nil
	s.drop(func(b binding) bool {
		return !b.val.leads() && b.val.Lit == nil && b.at.v != nil && !(s.live && track.IsError(b.at.v.Type()))
	})
	s.blurred = s.blurred || len(s.env) < known
}
