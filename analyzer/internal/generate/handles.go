package generate

import "slices"

// A kind is what a handle is: the type of a variable that leads to a body.
type kind int

const (
	response  kind = iota // *http.Response
	bodyKind              // io.ReadCloser
	reader                // io.Reader, whose Close is somewhere else
	heldResp              // *holder
	closeFunc             // func() error
)

// A handle is a variable that leads to a body.
type handle struct {
	name string
	kind kind
	err  string // the error that came with it, "" if that is not there
	safe bool   // it is certain that there is a body
	done bool   // it is closed, or will be, as far as the grammar cares
	deep int    // how deep in blocks it was declared
}

// last returns the handle that came last.
func (g *gen) last() *handle { return g.fn.handles[len(g.fn.handles)-1] }

// any returns a handle of one of the kinds, mostly the last one.
func (g *gen) any(kinds ...kind) *handle {
	var found []*handle
	for _, h := range g.fn.handles {
		if slices.Contains(kinds, h.kind) {
			found = append(found, h)
		}
	}
	if len(found) == 0 {
		return nil
	}
	if g.chance(60) {
		return found[len(found)-1]
	}
	return found[g.IntN(len(found))]
}

// has returns a condition of productions: there is a handle of one of the kinds.
func has(kinds ...kind) func(*gen) bool {
	return func(g *gen) bool {
		return slices.ContainsFunc(g.fn.handles, func(h *handle) bool { return slices.Contains(kinds, h.kind) })
	}
}

// add brings a handle into reach.
func (g *gen) add(h handle) *handle {
	h.deep = g.fn.depth
	g.fn.handles = append(g.fn.handles, &h)
	return &h
}

// done notes that a body is closed from here on, if this is not just a branch.
func (g *gen) done(h *handle) {
	if h.deep == g.fn.depth {
		h.done = true
	}
}
