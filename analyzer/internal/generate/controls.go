package generate

import "fmt"

// controls are branches and loops.
func controls() []production {
	resp := has(response)
	free := func(g *gen) bool { return !g.fn.pure && g.fn.depth < 4 }
	shallow := func(g *gen) bool { return g.fn.depth < 4 }
	status := func(g *gen) bool { return resp(g) && free(g) && g.mayAsk() }
	loop := func(g *gen) bool { return g.ints < 2 && g.fn.outer && shallow(g) }
	return []production{
		{name: "control/early return", weight: 14, step: early, can: free},
		{name: "control/if", weight: 6, step: ifs, can: shallow},
		{name: "control/if else", weight: 5, step: ifElse, can: shallow},
		{name: "control/switch", weight: 3, step: switches, can: shallow},
		{name: "control/status", weight: 10, step: statuses, can: status},
		{name: "control/status switch", weight: 3, step: statusSwitch, can: status},
		{name: "control/status range", weight: 3, step: statusRange, can: status},
		{name: "control/flag", weight: 4, step: flagged, can: func(g *gen) bool { return has(closable...)(g) && !g.fn.fetch }, closes: true},
		{name: "control/range", weight: 3, step: ranged, can: loop},
		{name: "control/for", weight: 3, step: counted, can: loop},
		{name: "control/endless for", weight: 3, step: endless, can: shallow},
		{name: "control/goto", weight: 3, step: gotos, can: func(g *gen) bool { return g.topmost() }},
		{name: "control/labelled block", weight: 2, step: labelledBlock, can: shallow},
		{name: "control/select", weight: 2, step: selects, can: func(g *gen) bool { return shallow(g) && g.fn.outer && !g.ready }},
		{name: "control/bare block", weight: 1, step: func(g *gen) []*Stmt { return []*Stmt{block("", g.inner())} }, can: shallow},
	}
}

// branch makes a block that leaves, or goes on.
func (g *gen) branch() []*Stmt {
	if g.fn.pure || g.chance(30) {
		return g.inner()
	}
	var body []*Stmt
	if g.chance(30) {
		body = g.block(1)
	}
	return append(body, g.leaves()...)
}

func early(g *gen) []*Stmt { return []*Stmt{block("if "+g.flag(), g.leaves())} }

func ifs(g *gen) []*Stmt { return []*Stmt{block("if "+g.flag(), g.inner())} }

func ifElse(g *gen) []*Stmt {
	s := block("if "+g.flag(), g.branch())
	s.Parts = append(s.Parts, Part{"else", g.inner()})
	return []*Stmt{s}
}

func switches(g *gen) []*Stmt {
	clauses := []*Stmt{clause("case "+g.flag()+":", g.branch()), clause("case "+g.flag()+":", g.inner())}
	if g.chance(30) {
		clauses[0].Parts[0].Body = append(g.inner(), line("fallthrough"))
	}
	if g.chance(50) {
		clauses = append(clauses, clause("default:", g.branch()))
	}
	return []*Stmt{block("switch", clauses)}
}

func statuses(g *gen) []*Stmt {
	g.ask()
	h := g.any(response)
	if g.chance(20) {
		ok := g.fresh("ok")
		return []*Stmt{line("%s := %s.StatusCode == http.StatusOK", ok, h.name), block("if !"+ok, g.branch())}
	}
	cond := g.pick("%s.StatusCode != http.StatusOK", "%s.StatusCode != http.StatusOK", "http.StatusOK != %s.StatusCode",
		"!(%s.StatusCode == http.StatusOK)", "%s.StatusCode == http.StatusNotFound")
	if g.fn.outer && !g.read && g.chance(15) { // a helper that finds no body is taken to have read it
		g.empty = true
		cond = "%s.StatusCode == http.StatusNoContent"
	}
	return []*Stmt{block(fmt.Sprintf("if "+cond, h.name), g.branch())}
}

func statusSwitch(g *gen) []*Stmt {
	g.ask()
	h := g.any(response)
	clauses := []*Stmt{
		clause("case http.StatusOK:", g.inner()),
		clause("case http.StatusNotFound, http.StatusInternalServerError:", g.branch()),
	}
	if g.chance(60) {
		clauses = append(clauses, clause("default:", g.branch()))
	}
	return []*Stmt{block("switch "+h.name+".StatusCode", clauses)}
}

func statusRange(g *gen) []*Stmt {
	g.ask()
	h := g.any(response)
	return []*Stmt{block(fmt.Sprintf("if "+g.pick("%s.StatusCode >= 400", "%s.StatusCode/100 != 2", "%s.StatusCode > 299"), h.name), g.branch())}
}

// flagged remembers in a variable whether the body is closed.
func flagged(g *gen) []*Stmt {
	h, flag := g.any(closable...), g.fresh("closed")
	test := g.pick("if !%s", "if !%s", "if %s == false", "if %s")
	g.done(h)
	stmts := []*Stmt{line("%s := false", flag), block("if "+g.flag(), []*Stmt{line("%s", h.closing()), line("%s = true", flag)})}
	if g.chance(40) {
		stmts = append(stmts, g.rest(1)...)
	}
	last := block(fmt.Sprintf(test, flag), []*Stmt{line("%s", h.closing())})
	if g.chance(30) {
		last = block("defer func()", []*Stmt{last}).tailed("()")
	}
	return append(stmts, last)
}

// loop makes the body of a loop.
func (g *gen) loop(label string) []*Stmt {
	g.fn.loops = append(g.fn.loops, label)
	defer func() { g.fn.loops = g.fn.loops[:len(g.fn.loops)-1] }()
	body := g.inner()
	if g.chance(40) {
		body = append(body, block("if "+g.flag(), g.block(1)))
		body = append(body, block("if "+g.flag(), g.leaves()))
	}
	return body
}

func (g *gen) maybeLabel() string {
	if g.chance(25) {
		return g.fresh("rounds")
	}
	return ""
}

func ranged(g *gen) []*Stmt {
	label := g.maybeLabel()
	return g.labelled(label, block("for range "+g.bound(), g.loop(label)))
}

func counted(g *gen) []*Stmt {
	label, i := g.maybeLabel(), g.fresh("i")
	return g.labelled(label, block(fmt.Sprintf("for %[1]s := 0; %[1]s < %[2]s; %[1]s++", i, g.bound()), g.loop(label)))
}

// endlessLoop stands for the label of a loop that must not be continued.
const endlessLoop = "-"

// endless loops are left in their first round.
func endless(g *gen) []*Stmt {
	g.fn.loops = append(g.fn.loops, endlessLoop)
	inner := g.block(1)
	g.fn.loops = g.fn.loops[:len(g.fn.loops)-1]
	body := append(inner, line("break"))
	if !g.fn.pure && g.chance(40) {
		body = append([]*Stmt{block("if "+g.flag(), []*Stmt{line("break")})}, inner...)
		body = append(body, g.failure(g.someErr()))
	}
	return []*Stmt{block("for", body)}
}

// gotos jump out of a block to where the function cleans up.
func gotos(g *gen) []*Stmt {
	label := g.fresh("done")
	body := g.block(1)
	body = append(body, block("if "+g.flag(), []*Stmt{line("goto %s", label)}))
	body = append(body, g.block(2)...)
	return []*Stmt{block("", body), line("%s:", label)}
}

func labelledBlock(g *gen) []*Stmt {
	label := g.fresh("out")
	body := append(g.block(1), block("if "+g.flag(), []*Stmt{line("break %s", label)}))
	return []*Stmt{line("%s:", label), block("switch {\ndefault:", append(body, g.block(1)...)).spaced()}
}

// spaced lets the head of a switch with one clause end its line.
func (s *Stmt) spaced() *Stmt {
	part := s.Parts[0]
	s.Parts = []Part{{"switch", []*Stmt{clause("default:", part.Body)}}}
	return s
}

// selects goes where a flag says that nothing else depends on.
func selects(g *gen) []*Stmt {
	g.ready = true
	ch := g.fresh("ch")
	return []*Stmt{
		line("%s := make(chan bool, 1)", ch),
		block("if t", []*Stmt{line("%s <- true", ch)}),
		block("select", []*Stmt{clause("case <-"+ch+":", g.branch()), clause("default:", g.inner())}),
	}
}
