package generate

import "fmt"

// literals put a part of the function into a function literal.
func literals() []production {
	shallow := func(g *gen) bool { return g.fn.depth < 3 }
	resp := func(g *gen) bool { return shallow(g) && has(response)(g) }
	return []production{
		{name: "literal/called", weight: 5, step: called, can: shallow},
		{name: "literal/called with response", weight: 3, step: calledWith, can: resp},
		{name: "literal/variable", weight: 4, step: variable, can: shallow},
		{name: "literal/deferred", weight: 6, step: deferred, can: func(g *gen) bool { return shallow(g) && !g.fn.looping() }},
		{name: "literal/run helper", weight: 3, step: runHelper, can: has(closable...), lends: true},
		{name: "literal/list", weight: 3, step: listed, can: func(g *gen) bool { return has(closable...)(g) && !g.named["get/again"] && !g.swapped }, lends: true, keeps: true},
		{name: "literal/goroutine that reads", weight: 2, step: goRead, can: has(readable...), lends: true},
		{name: "literal/sync.Once", weight: 2, step: once, can: has(closable...), lends: true},
	}
}

// literal makes the body of a literal without results.
func (g *gen) literal(n int, pure bool) []*Stmt {
	f := g.fn
	inner := *f
	inner.lit, inner.loops, inner.again, inner.shape, inner.pure = true, nil, f.looping(), shape{}, pure || f.pure
	g.fn = &inner
	body := g.block(n)
	g.fn = f
	return body
}

func called(g *gen) []*Stmt {
	return []*Stmt{block("func()", g.literal(2, false)).tailed("()")}
}

func calledWith(g *gen) []*Stmt {
	h := g.any(response)
	f := g.fn
	inner := *f
	inner.lit, inner.loops, inner.again, inner.shape = true, nil, f.looping(), shape{}
	inner.handles = []*handle{{name: "r", safe: h.safe, err: h.err, deep: f.depth + 1}}
	g.fn = &inner
	body := g.block(2)
	g.fn = f
	return []*Stmt{block("func(r *http.Response)", body).tailed("(" + h.name + ")")}
}

func variable(g *gen) []*Stmt {
	fn := g.fresh("fn")
	stmts := []*Stmt{block(fn+" := func()", g.literal(2, false))}
	switch g.IntN(4) {
	case 0:
		return append(stmts, block("if "+g.flag(), []*Stmt{line("%s()", fn)}))
	case 1:
		return append(stmts, line("defer %s()", fn))
	}
	return append(stmts, line("%s()", fn))
}

func deferred(g *gen) []*Stmt {
	return []*Stmt{block("defer func()", g.literal(2, true)).tailed("()")}
}

// runHelper passes a literal to a function that calls it.
func runHelper(g *gen) []*Stmt {
	h := g.any(closable...)
	g.done(h)
	return []*Stmt{block("run(func()", []*Stmt{line("%s", h.closing())}).tailed(")")}
}

// listed collects cleanups and runs them at the end.
func listed(g *gen) []*Stmt {
	h, list, f := g.any(closable...), g.fresh("cleanups"), g.fresh("f")
	g.done(h)
	run := block(fmt.Sprintf("for _, %s := range %s", f, list), []*Stmt{line("%s()", f)})
	stmts := []*Stmt{line("var %s []func()", list), block(fmt.Sprintf("%[1]s = append(%[1]s, func()", list),
		[]*Stmt{line("io.Copy(io.Discard, %s)", h.source()), line("%s", h.closing())}).tailed(")")}
	if g.chance(50) {
		return append(stmts, block("defer func()", []*Stmt{run}).tailed("()"))
	}
	return append(stmts, run)
}

func goRead(g *gen) []*Stmt {
	h, done := g.any(readable...), g.fresh("done")
	return []*Stmt{h.present(), line("%s := make(chan bool)", done), block("go func()", []*Stmt{
		line("io.Copy(io.Discard, %s)", h.source()), line("%s <- true", done),
	}).tailed("()"), line("<-%s", done)}
}

func once(g *gen) []*Stmt {
	h, v := g.any(closable...), g.fresh("once")
	g.done(h)
	return []*Stmt{line("var %s sync.Once", v), block(v+".Do(func()", []*Stmt{line("%s", h.closing())}).tailed(")")}
}
