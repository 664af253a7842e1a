package generate

import (
	"fmt"
	"slices"
	"strings"
)

// outlines put a part of the function into a function of its own.
func outlines() []production {
	can := func(g *gen) bool { return has(response)(g) && g.fn.outer && !g.fn.pure && g.last().safe }
	// That a helper always returns the same is known of the response it is passed,
	// and not of others.
	alone := func(g *gen) bool { return can(g) && g.alone }
	return []production{
		{name: "outline/plain", weight: 4, step: outline(shape{}), can: can},
		{name: "outline/error", weight: 6, step: outline(shape{results: "error", none: "%s", errs: true}), can: alone},
		{name: "outline/bool", weight: 5, step: outline(shape{results: "bool", none: "%s"}), can: alone},
		{name: "outline/body", weight: 3, step: outlineBody, can: can},
	}
}

// function makes a helper around a handle and returns its name and the flags it
// is passed, which are nobody else's: what they decide in the helper has nothing
// to do with what happens in its caller.
func (g *gen) function(stem, params string, f *frame, n int, body ...*Stmt) (name, flags string) {
	outer, sites := g.fn, g.sites
	g.fn, g.sites = f, 0
	for _, h := range f.handles {
		h.deep = 1
	}
	name = g.fresh(stem) + "_@"
	body = append(body, g.block(n)...)
	body = append(body, g.end()...)
	g.fn, g.sites = outer, sites
	var text strings.Builder
	writeBody(&text, body)
	names := identifiers(text.String())
	for _, flag := range []string{"a", "b"} {
		if slices.Contains(names, flag) {
			params += ", " + flag + " bool"
			flags += ", " + g.helperFlag()
		}
	}
	g.program.Helpers = append(g.program.Helpers, &Func{name, params, f.shape.results, body})
	return name, flags
}

// helperFlag returns a parameter of the main function that is passed to helpers
// only.
func (g *gen) helperFlag() string {
	g.flags++
	return []string{"p", "q", "r", "s"}[g.flags%4]
}

// outline passes a response to a helper of the program, which may close it, and
// uses what it returns.
func outline(s shape) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(response)
		plain, deferring := g.chance(25), g.pick("", "defer ")
		f := &frame{shape: s, handles: []*handle{{name: "resp", safe: true}}, late: plain && deferring != ""}
		// What a function returns that does not look at the response is not followed.
		name, flags := g.function("part", "resp *http.Response", f, 3, line("_ = resp.Status"))
		call := fmt.Sprintf("%s(%s%s)", name, h.name, flags)
		if g.chance(40) {
			g.done(h)
		}
		switch {
		case plain:
			return []*Stmt{line("%s%s", deferring, call)}
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
	deferring := g.pick("", "", "defer ")
	f := &frame{handles: []*handle{{name: "body", kind: bodyKind, safe: true}}, late: deferring != ""}
	name, flags := g.function("stream", "body io.ReadCloser", f, 3)
	return []*Stmt{line("%s%s(%s.Body%s)", deferring, name, h.name, flags)}
}

// ownFetch asks in a helper of the program, which may do something with the
// response before it hands it out.
func ownFetch(g *gen) []*Stmt {
	url := g.site()
	f := &frame{
		shape:   shape{results: "(*http.Response, error)", none: "nil, %s", errs: true},
		handles: []*handle{{name: "resp", err: "err", safe: true}},
		errs:    []string{"err"},
		fetch:   true,
	}
	name, flags := g.function("fetch", "u string", f, 1+g.IntN(2),
		line("resp, err := http.Get(u)"), block("if err != nil", []*Stmt{line("return nil, err")}))
	return g.receive(response, "resp", fmt.Sprintf("%s(%s%s)", name, url, flags))
}
