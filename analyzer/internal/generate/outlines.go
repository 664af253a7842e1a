package generate

import "fmt"

// outlines put a part of the function into a function of its own.
func outlines() []production {
	can := func(g *gen) bool { return has(response)(g) && g.fn.outer && !g.fn.pure && g.last().safe }
	return []production{
		{name: "outline/plain", weight: 4, step: outline(shape{}), can: can},
		{name: "outline/error", weight: 4, step: outline(shape{results: "error", none: "%s", errs: true}), can: can},
		{name: "outline/bool", weight: 3, step: outline(shape{results: "bool", none: "%s"}), can: can},
		{name: "outline/body", weight: 3, step: outlineBody, can: can},
	}
}

// function makes a helper around some handles and returns its name.
func (g *gen) function(stem, params string, s shape, handles []*handle, n int, body func() []*Stmt) string {
	f, sites := g.fn, g.sites
	g.fn, g.sites = &frame{shape: s, handles: handles}, 0
	for _, h := range handles {
		h.deep = 1
	}
	name := g.fresh(stem) + "_@"
	stmts := body()
	stmts = append(stmts, g.block(n)...)
	stmts = append(stmts, g.end()...)
	g.fn, g.sites = f, sites
	g.program.Helpers = append(g.program.Helpers, &Func{name, params, s.results, stmts})
	return name
}

// outline passes a response to a helper of the program, which may close it, and
// uses what it returns.
func outline(s shape) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(response)
		name := g.function("part", "resp *http.Response, a, b bool", s, []*handle{{name: "resp", safe: true}}, 3, func() []*Stmt {
			return []*Stmt{line("_ = resp.Status")} // what a function returns that does not look at it is not followed
		})
		call := fmt.Sprintf("%s(%s, a, b)", name, h.name)
		if g.chance(40) {
			g.done(h)
		}
		switch {
		case g.chance(25):
			return []*Stmt{line("%s%s", g.pick("", "defer "), call)}
		case s.errs:
			err := g.fresh("err")
			return []*Stmt{block(fmt.Sprintf("if %s := %s; %s != nil", err, call, err), g.leaves())}
		case s.results == "bool":
			return []*Stmt{block(g.pick("if ", "if !")+call, g.branch())}
		}
		return []*Stmt{line("%s", call)}
	}
}

// outlineBody passes a body to a helper of the program.
func outlineBody(g *gen) []*Stmt {
	h := g.any(response)
	name := g.function("stream", "body io.ReadCloser, a, b bool", shape{}, []*handle{{name: "body", kind: bodyKind, safe: true}}, 3, func() []*Stmt { return nil })
	return []*Stmt{line("%s%s(%s.Body, a, b)", g.pick("", "", "defer "), name, h.name)}
}

// ownFetch asks in a helper of the program, which may do something with the
// response before it hands it out.
func ownFetch(g *gen) []*Stmt {
	url := g.site()
	s := shape{results: "(*http.Response, error)", none: "nil, %s", errs: true}
	name := g.function("fetch", "u string, a, b bool", s, nil, 1+g.IntN(2), func() []*Stmt {
		h := g.add(handle{name: "resp", err: "err", safe: true})
		h.deep = 1
		g.fn.errs = []string{"err"}
		return []*Stmt{line("resp, err := http.Get(u)"), block("if err != nil", []*Stmt{line("return nil, err")})}
	})
	return g.receive(response, "resp", fmt.Sprintf("%s(%s, a, b)", name, url))
}
