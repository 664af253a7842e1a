package generate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A production makes statements, n of which and those nested in them are left to
// make in this block. It either makes one step, or wraps all the rest of the
// block, as "if err == nil { … }" does.
type production struct {
	name   string
	weight int
	can    func(g *gen) bool // nil: always
	step   func(g *gen) []*Stmt
	wrap   func(g *gen, n int) []*Stmt

	lends   bool // somebody else may read the body, who knows when
	fetches bool // a helper asks, which is judged by itself
	closes  bool // what is read behind it may be closed
	keeps   bool // somebody else has a literal whose variables must not get another response
}

// A shape is what a function returns.
type shape struct {
	results string
	none    string   // what it returns when there is nothing: "nil, %s"
	errs    bool     // its last result is an error
	named   []string // names of results that are declared
}

// gen is the state of making one program.
type gen struct {
	*rand.Rand
	program *Program
	fn      *frame
	named   map[string]bool
	sites   int  // responses that may still be asked for
	vars    int  // names used up
	ints    int  // loop bounds used up
	flags   int  // flags of helpers used up
	alone   bool // only one place asks
	judged  bool // a helper's result has decided something; see outlines
	empty   bool // it has been asked whether there is a body
	closed  bool // something may have been closed
	asked   bool // a status has been tested
	ready   bool // there is a select
	read    bool // something has been read
	kept    bool // somebody else has a literal; see production.keeps
	given   bool // something has been handed over
	swapped bool // a body has been replaced
}

// A frame is the innermost function or literal being made.
type frame struct {
	shape   shape
	handles []*handle
	errs    []string
	depth   int      // of nested blocks and literals
	loops   []string // labels of the loops around, "" for those without
	again   bool     // the literal being made stands in a loop
	own     bool     // the literal being made has asked for something
	lit     bool
	late    bool // it runs when the function ends
	outer   bool // parameters of the main function are in reach
	fetch   bool // what it hands out it must not close: callers could not tell
	pure    bool // it must not ask for responses or leave
}

// looping reports whether what is being made may be run several times.
func (f *frame) looping() bool { return f.again || len(f.loops) > 0 }

// New returns the program that a seed makes.
func New(seed uint64) *Program {
	g := &gen{
		Rand:    rand.New(rand.NewPCG(seed, 7)),
		program: &Program{Seed: seed},
		named:   map[string]bool{},
		sites:   1,
	}
	switch g.IntN(20) {
	case 0, 1, 2, 3, 4:
		g.sites = 2
	case 5:
		g.sites = 3
	}
	g.alone = g.sites == 1
	g.fn = &frame{shape: g.shapes(), outer: true}
	var body []*Stmt
	if g.chance(5) {
		body = append(body, g.recovers()...)
	}
	body = append(body, g.block(4+g.IntN(5))...)
	body = append(body, g.end()...)
	g.program.Main = &Func{Results: g.fn.shape.results, Body: body}
	g.program.Named = make([]string, 0, len(g.named))
	for name := range g.named {
		if strings.Contains(name, "/") {
			g.program.Named = append(g.program.Named, name)
		}
	}
	slices.Sort(g.program.Named)
	return g.program
}

// chance is true in percent of all cases.
func (g *gen) chance(percent int) bool { return g.IntN(100) < percent }

// pick returns one of several texts.
func (g *gen) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

// note counts a production.
func (g *gen) note(name string) { g.named[name] = true }

// fresh returns a new name.
func (g *gen) fresh(stem string) string {
	g.vars++
	if g.vars == 1 {
		return stem
	}
	return fmt.Sprintf("%s%d", stem, g.vars)
}

// choose returns a production that is possible here, by weight.
func (g *gen) choose(from []production) *production {
	total := 0
	for i := range from {
		if p := &from[i]; p.can == nil || p.can(g) {
			total += p.weight
		}
	}
	if total == 0 {
		return nil
	}
	at := g.IntN(total)
	for i := range from {
		if p := &from[i]; p.can == nil || p.can(g) {
			if at -= p.weight; at < 0 {
				return p
			}
		}
	}
	return nil
}

// make makes what a production says, n statements being left in the block.
func (g *gen) make(p *production, n int) []*Stmt {
	g.note(p.name)
	g.program.Lends = g.program.Lends || p.lends
	g.kept = g.kept || p.keeps
	g.program.Fetches = g.program.Fetches || p.fetches
	if p.wrap != nil {
		return p.wrap(g, n)
	}
	stmts := p.step(g)
	g.judged = g.judged || p.name == "outline/error" || p.name == "outline/bool"
	g.closed = g.closed || p.closes || strings.HasPrefix(p.name, "close/") || strings.HasPrefix(p.name, "outline/")
	g.read = g.read || strings.HasPrefix(p.name, "read/")
	g.given = g.given || strings.HasPrefix(p.name, "handover/")
	g.swapped = g.swapped || p.name == "replace/body"
	return append(stmts, g.rest(n-1)...)
}

// rest makes the rest of a block.
func (g *gen) rest(n int) []*Stmt {
	if n <= 0 {
		return nil
	}
	p := g.choose(g.groups())
	if p == nil {
		return nil
	}
	return g.make(p, n)
}

// mayAsk reports whether a status may be tested here: what tests of one response say
// of later ones is known of the response that is followed, and not of others.
func (g *gen) mayAsk() bool { return g.alone || !g.asked }

// ask notes that a status is tested here, and reports whether it may be.
func (g *gen) ask() bool {
	may := g.mayAsk()
	g.asked = g.asked || may
	return may
}

// groups returns the productions of which the next statement is made: first
// something to follow, then what can be done with it.
func (g *gen) groups() []production {
	if len(g.fn.handles) == 0 || g.sites > 0 && g.chance(12) {
		if g.sites <= 0 && !g.fn.fetch {
			if g.judged {
				return nil
			}
			g.alone = false
		}
		return sources()
	}
	if g.fn.fetch {
		return append(reads(), controls()...)
	}
	if h := g.last(); !h.safe && !h.done && h.kind != closeFunc && h.err != "" && g.chance(93) {
		return checks()
	}
	switch g.IntN(20) {
	case 0, 1, 2, 3:
		return reads()
	case 4, 5, 6, 7, 8:
		return closes()
	case 9, 10, 11:
		return aliases()
	case 12, 13, 14, 15, 16:
		return controls()
	case 17:
		return literals()
	case 18:
		return handovers()
	}
	return outlines()
}

// block makes the statements of a block of its own; what it declares is not in
// reach behind it.
func (g *gen) block(n int) []*Stmt {
	f := g.fn
	handles, errs := f.handles, f.errs
	f.handles, f.errs = slices.Clip(handles), slices.Clip(errs)
	f.depth++
	body := g.rest(n)
	f.depth--
	if f.depth > 0 {
		f.handles, f.errs = handles, errs
	}
	return body
}

// inner makes a small block.
func (g *gen) inner() []*Stmt {
	return g.block(1 + g.IntN(2))
}
