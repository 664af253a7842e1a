package generate

import "fmt"

// checks are the ways to find out whether there is a response.
func checks() []production {
	whole := func(g *gen) bool { return g.last().kind == response }
	free := func(g *gen) bool { return !g.fn.pure }
	both := func(g *gen) bool { return whole(g) && free(g) }
	return []production{
		{name: "check/err != nil", weight: 20, step: guard("%s != nil"), can: free},
		{name: "check/nil != err", weight: 3, step: guard("nil != %s"), can: free},
		{name: "check/not err == nil", weight: 2, step: guard("!(%s == nil)"), can: free},
		{name: "check/helper", weight: 2, step: guard("failed(%s)"), can: free},
		{name: "check/err == nil", weight: 8, wrap: inside("%s == nil")},
		{name: "check/resp == nil", weight: 2, step: missing, can: both},
		{name: "check/resp != nil", weight: 3, wrap: present, can: whole},
		{name: "check/errors.Is", weight: 3, step: kinds, can: free},
		{name: "check/errors.As", weight: 2, step: as, can: free},
		{name: "check/switch", weight: 3, step: switched, can: free},
		{name: "check/switch err", weight: 3, step: switchedErr, can: free},
		{name: "check/mixed or", weight: 6, step: mixedOr, can: both},
		{name: "check/mixed and", weight: 4, wrap: mixedAnd, can: whole},
		{name: "check/boolean", weight: 3, step: named, can: free},
		{name: "check/wrapped", weight: 2, step: rewrapped, can: free},
		{name: "check/panic", weight: 2, step: panicked, can: func(g *gen) bool { return !g.fn.pure || !g.fn.lit }},
		{name: "check/nothing expected", weight: 2, step: nothing, can: func(g *gen) bool { return both(g) && g.fn.outer && g.mayAsk() && !g.read }},
		{name: "check/loop", weight: 1, step: forErr, can: free},
	}
}

// failing makes the block that is run where there is no response.
func (g *gen) failing(err string) []*Stmt {
	if n := len(g.fn.loops); n > 0 && g.fn.loops[n-1] != endlessLoop && g.chance(60) {
		return []*Stmt{line("%s", g.pick("continue", "break"))}
	}
	return []*Stmt{g.failure(err)}
}

// guard leaves if there is an error.
func guard(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.last()
		h.safe = true
		return []*Stmt{block("if "+fmt.Sprintf(format, h.err), g.failing(h.err))}
	}
}

// inside does the rest where there is no error.
func inside(format string) func(*gen, int) []*Stmt {
	return func(g *gen, n int) []*Stmt { return g.within("if "+fmt.Sprintf(format, g.last().err), n) }
}

func (g *gen) within(head string, n int) []*Stmt {
	h := g.last()
	h.safe = true
	body := g.block(n)
	if g.chance(60) && !h.done {
		body = append(body, g.closeAll()...)
	}
	s := block(head, body)
	if g.chance(20) && !g.fn.pure {
		s.Parts = append(s.Parts, Part{"else", []*Stmt{g.failure(h.err)}})
	}
	h.safe = false
	h.done = true // whatever follows is not for it
	return append([]*Stmt{s}, g.rest(n/2)...)
}

func missing(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	return []*Stmt{line("_ = %s", h.err), block(fmt.Sprintf("if %s == nil", h.name), g.failing(h.err))}
}

func present(g *gen, n int) []*Stmt {
	h := g.last()
	return append([]*Stmt{line("_ = %s", h.err)}, g.within(fmt.Sprintf("if %s != nil", h.name), n)...)
}

func kinds(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	return []*Stmt{
		block(fmt.Sprintf("if errors.Is(%s, context.Canceled)", h.err), g.failing(h.err)),
		block(fmt.Sprintf("if %s != nil", h.err), g.failing(h.err)),
	}
}

func as(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	target := g.fresh("target")
	return []*Stmt{
		line("var %s refusal", target),
		block(fmt.Sprintf("if errors.As(%s, &%s)", h.err, target), g.failing(h.err)),
		block(fmt.Sprintf("if %s != nil", h.err), []*Stmt{g.failure(h.err)}),
	}
}

// switched tests error and status in the clauses of a switch.
func switched(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	clauses := []*Stmt{clause(fmt.Sprintf("case %s != nil:", h.err), []*Stmt{g.failure(h.err)})}
	if h.kind == response && g.chance(60) && g.ask() {
		clauses = append(clauses, clause(fmt.Sprintf("case %s.StatusCode != http.StatusOK:", h.name), g.branch()))
	}
	if g.chance(40) {
		clauses = append(clauses, clause("default:", g.inner()))
	}
	return []*Stmt{block("switch", clauses)}
}

func switchedErr(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	good, bad := clause("case nil:", nil), clause("default:", []*Stmt{g.failure(h.err)})
	if g.chance(30) {
		good.Parts[0].Body = g.inner()
	}
	return []*Stmt{block("switch "+h.err, []*Stmt{good, bad})}
}

// mixedOr takes an error and a bad status for the same.
func mixedOr(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	body := []*Stmt{g.failure(h.err)}
	if g.chance(35) {
		body = []*Stmt{block(fmt.Sprintf("if %s", g.pick(h.err+" == nil", h.name+" != nil")), []*Stmt{line("%s", h.closing())}), body[0]}
	}
	other := h.name + ".StatusCode != http.StatusOK"
	if g.chance(25) || !g.ask() {
		other = g.flag()
	}
	return []*Stmt{block(fmt.Sprintf("if %s != nil || %s", h.err, other), body)}
}

func mixedAnd(g *gen, n int) []*Stmt {
	h := g.last()
	other := h.name + ".StatusCode == http.StatusOK"
	if g.chance(25) || !g.ask() {
		other = g.flag()
	}
	return g.within(fmt.Sprintf("if %s == nil && %s", h.err, other), n)
}

// named gives the outcome of the test a name.
func named(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	ok := g.fresh("ok")
	if g.chance(50) {
		return []*Stmt{line("%s := %s == nil", ok, h.err), block("if !"+ok, g.failing(h.err))}
	}
	return []*Stmt{line("%s := %s != nil", ok, h.err), block("if "+ok, g.failing(h.err))}
}

func rewrapped(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	err := g.fresh("err")
	return []*Stmt{block(fmt.Sprintf("if %s := wrap(%s); %s != nil", err, h.err, err), g.failing(err))}
}

func panicked(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	return []*Stmt{block(fmt.Sprintf("if %s != nil", h.err), []*Stmt{line("panic(%s)", h.err)})}
}

// nothing goes on only if the answer is one without a body.
func nothing(g *gen) []*Stmt {
	g.ask()
	g.empty = true
	h := g.last()
	h.safe = true
	cond := g.pick("%s.StatusCode != http.StatusNoContent", "%[1]s.StatusCode < 204 || %[1]s.StatusCode > 204")
	return []*Stmt{
		block(fmt.Sprintf("if %s != nil", h.err), g.failing(h.err)),
		block("if "+fmt.Sprintf(cond, h.name), []*Stmt{line("panic(%q)", "something")}),
	}
}

func forErr(g *gen) []*Stmt {
	h := g.last()
	h.safe = true
	return []*Stmt{block(fmt.Sprintf("for %s != nil", h.err), []*Stmt{g.failure(h.err)})}
}
