package generate

import "fmt"

// handovers leave a body to somebody else, who closes it: k is a keeper of the
// caller's, nothing of which is known.
func handovers() []production {
	// Whoever is given a response whose body is replaced finds another one there.
	here := func(g *gen) bool { return g.fn.outer && g.last().safe && !g.swapped }
	resp := func(g *gen) bool { return has(response)(g) && here(g) }
	single := func(g *gen) bool {
		return resp(g) && !g.fn.looping() && !g.named["handover/field"] && !g.named["handover/body field"]
	}
	body := func(g *gen) bool { return has(response, bodyKind, heldResp)(g) && here(g) }
	return []production{
		{name: "handover/field", weight: 3, step: giving("k.resp = %s"), can: single, lends: true},
		{name: "handover/body field", weight: 3, step: givingBody("k.body = %s"), can: func(g *gen) bool { return body(g) && single(g) }, lends: true},
		{name: "handover/list", weight: 3, step: giving("k.list = append(k.list, %s)"), can: resp, lends: true},
		{name: "handover/map", weight: 3, step: giving("k.byName[fmt.Sprint(len(k.byName))] = %s"), can: resp, lends: true},
		{name: "handover/channel", weight: 3, step: giving("k.ch <- %s"), can: resp, lends: true},
		{name: "handover/method", weight: 3, step: giving("k.store(%s)"), can: resp, lends: true},
		{name: "handover/unknown function", weight: 4, step: giving("k.take(%s)"), can: resp, lends: true},
		{name: "handover/unknown closer", weight: 3, step: givingBody("k.closing(%s)"), can: body, lends: true},
		{name: "handover/unknown later", weight: 3, step: later, can: func(g *gen) bool { return body(g) && !g.named["get/again"] }, lends: true, keeps: true},
		{name: "handover/goroutine", weight: 2, step: given, can: resp, lends: true},
		{name: "handover/own channel", weight: 3, step: channel, can: resp, lends: true},
		{name: "handover/own map", weight: 3, step: mapped, can: resp, lends: true},
	}
}

func giving(format string) func(*gen) []*Stmt { return closingOf(format) }

func givingBody(format string) func(*gen) []*Stmt { return closingBody(format) }

// later passes a literal to a function that will call it.
func later(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	g.done(h)
	return []*Stmt{block("k.later(func()", []*Stmt{line("io.Copy(io.Discard, %s)", h.source()), line("%s", h.closing())}).tailed(")")}
}

func given(g *gen) []*Stmt {
	h, done := g.any(response), g.fresh("done")
	g.done(h)
	return []*Stmt{h.present(), line("%s := make(chan bool)", done), block("go func(r *http.Response)", []*Stmt{
		line("defer close(%s)", done), line("k.take(r)"),
	}).tailed("(" + h.name + ")"), line("<-%s", done)}
}

func channel(g *gen) []*Stmt {
	h, ch := g.any(response), g.fresh("ch")
	g.done(h)
	return []*Stmt{line("%s := make(chan *http.Response, 1)", ch), line("%s <- %s", ch, h.name), line("finish(<-%s)", ch)}
}

func mapped(g *gen) []*Stmt {
	h, m := g.any(response), g.fresh("m")
	g.done(h)
	return []*Stmt{line("%s := map[string]*http.Response{}", m), line("%s[u] = %s", m, h.name),
		block(fmt.Sprintf("for _, r := range %s", m), []*Stmt{line("finish(r)")})}
}
