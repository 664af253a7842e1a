package flow

import (
	"slices"

	"golang.org/x/tools/go/cfg"
)

// deadEnds returns the blocks from which every path ends in a call that never
// returns. What happens there is nobody's concern, closes included: a path that
// ends in t.Fatal says nothing of the others. Loops are not among them, however
// endless, for a loop can lose a body in each round.
func deadEnds(g *cfg.CFG) map[*cfg.Block]bool {
	var dead map[*cfg.Block]bool
	for changed := true; changed; {
		changed = false
		for _, b := range slices.Backward(g.Blocks) { // most lead to later ones
			if !dead[b] && isDeadEnd(b, dead) {
				if dead == nil {
					dead = map[*cfg.Block]bool{}
				}
				dead[b], changed = true, true
			}
		}
	}
	return dead
}

// isDeadEnd reports whether a block does not return and leads only to dead ends.
func isDeadEnd(b *cfg.Block, dead map[*cfg.Block]bool) bool {
	for _, succ := range b.Succs {
		if !dead[succ] {
			return false
		}
	}
	return b.Return() == nil
}
