package generate

import (
	"fmt"
	"strings"
)

// shapes picks what the main function returns.
func (g *gen) shapes() shape {
	switch g.IntN(10) {
	case 0, 1, 2:
		return shape{}
	case 3, 4, 5, 6:
		return shape{results: "error", none: "%s", errs: true}
	case 7:
		g.note("results/response")
		return shape{results: "(*http.Response, error)", none: "nil, %s", errs: true}
	case 8:
		g.note("results/named")
		return shape{results: "(result *http.Response, err error)", none: "nil, %s", errs: true, named: []string{"result", "err"}}
	}
	switch g.IntN(4) {
	case 0:
		g.note("results/body")
		return shape{results: "(io.ReadCloser, error)", none: "nil, %s", errs: true}
	case 1:
		g.note("results/struct")
		return shape{results: "(*Result, error)", none: "nil, %s", errs: true}
	case 2:
		g.note("results/function")
		g.program.Lends = true
		return shape{results: "(func() error, error)", none: "nil, %s", errs: true}
	}
	g.note("results/bool")
	return shape{results: "bool", none: "%s"}
}

// failure returns a return statement of a path on which something failed.
func (g *gen) failure(err string) *Stmt {
	s := g.fn.shape
	switch {
	case s.results == "":
		return line("return")
	case !s.errs:
		return line("return %s", g.pick("true", "false"))
	case len(s.named) > 0 && err == "err" && g.chance(50):
		g.note("return/bare")
		return line("return")
	case err == "" || g.chance(15):
		err = g.pick(`errors.New("failed")`, "nil", "io.ErrNoProgress")
	case g.chance(20):
		err = g.pick(`fmt.Errorf("get: %w", `+err+")", "wrap("+err+")")
	}
	return line("return "+s.none, err)
}

// leaves makes the last statements of a block that ends here: mostly closes, and
// a return, break or continue.
func (g *gen) leaves() []*Stmt {
	var body []*Stmt
	if g.chance(60) {
		body = g.closeAll()
	}
	f := g.fn
	if f.fetch && len(body) == 0 && g.chance(50) {
		return append(body, g.handOut())
	}
	if len(f.loops) > 0 && g.chance(65) && !f.fetch {
		label := f.loops[len(f.loops)-1]
		if label == endlessLoop {
			return append(body, line("break"))
		}
		if g.chance(30) && f.loops[0] != endlessLoop {
			label = f.loops[0]
		}
		if label == "" || g.chance(50) {
			g.note("leave/break or continue")
			return append(body, line("%s", g.pick("break", "continue")))
		}
		g.note("leave/label")
		return append(body, line("%s %s", g.pick("break", "continue"), label))
	}
	if f.pure {
		return body
	}
	switch {
	case g.chance(6) && f.outer && !f.lit:
		g.note("panics/panic")
		return append(body, line("panic(%q)", "gone"))
	case g.chance(35) && !f.fetch:
		if s := g.handOut(); s != nil {
			return append(body, s)
		}
	}
	g.note("leave/return")
	return append(body, g.failure(g.someErr()))
}

// someErr returns an error variable in reach, or "".
func (g *gen) someErr() string {
	if n := len(g.fn.errs); n > 0 {
		return g.fn.errs[g.IntN(n)]
	}
	return ""
}

// handOut returns a statement that returns a response or body in reach, nil if
// the function does not return such.
func (g *gen) handOut() *Stmt {
	give := func(format string, h *handle) *Stmt {
		if h == nil {
			return nil
		}
		g.note("return/" + strings.Trim(g.fn.shape.results, "()"))
		return line(format, h.name)
	}
	switch g.fn.shape.results {
	case "(*http.Response, error)", "(result *http.Response, err error)":
		if h := g.any(response); h != nil && h.err == "err" && !g.fn.fetch && g.chance(30) {
			return give("return %s, err", h)
		}
		return give("return %s, nil", g.any(response))
	case "(io.ReadCloser, error)":
		if h := g.any(bodyKind); h != nil {
			return give("return %s, nil", h)
		}
		return give("return %s.Body, nil", g.any(response))
	case "(*Result, error)":
		return give("return &Result{Resp: %s}, nil", g.any(response))
	case "(func() error, error)":
		if h := g.any(closeFunc); h != nil {
			return give("return %s, nil", h)
		}
		if g.chance(50) {
			return give("return %s.Body.Close, nil", g.any(response))
		}
		return give("return func() error { return %s.Body.Close() }, nil", g.any(response))
	}
	return nil
}

// end makes the last statements of a function.
func (g *gen) end() []*Stmt {
	if g.fn.fetch {
		return []*Stmt{g.handOut()}
	}
	var body []*Stmt
	if g.chance(70) {
		body = g.closeAll()
	}
	if g.chance(60) {
		if s := g.handOut(); s != nil {
			return append(body, s)
		}
	}
	if g.fn.shape.results == "" {
		return body
	}
	return append(body, g.failure(g.someErr()))
}

// closeAll closes what the grammar does not know to be closed.
func (g *gen) closeAll() []*Stmt {
	var body []*Stmt
	for _, h := range g.fn.handles {
		if h.done || !h.safe || h.kind == reader {
			continue
		}
		if g.chance(30) {
			body = append(body, line("io.Copy(io.Discard, %s)", h.source()))
		}
		body = append(body, line("%s", h.closing()))
	}
	return body
}

// closing returns a call that closes the body.
func (h *handle) closing() string {
	switch h.kind {
	case response:
		return h.name + ".Body.Close()"
	case heldResp:
		return h.name + ".resp.Body.Close()"
	case closeFunc:
		return h.name + "()"
	}
	return h.name + ".Close()"
}

// source returns a reader of the body, "" if the handle has none.
func (h *handle) source() string {
	switch h.kind {
	case response:
		return h.name + ".Body"
	case heldResp:
		return h.name + ".resp.Body"
	case closeFunc:
		return `strings.NewReader("")`
	}
	return h.name
}

// recovers makes a deferred literal that survives panics.
func (g *gen) recovers() []*Stmt {
	g.note("panics/recover")
	return []*Stmt{block("defer func()", []*Stmt{block("if x := recover(); x != nil", []*Stmt{line("recovered = x")})}).tailed("()")}
}

func (s *Stmt) tailed(tail string) *Stmt {
	s.Tail = tail
	return s
}

// site returns the URL of the next request: its last element tells the places
// apart that ask.
func (g *gen) site() string {
	g.sites--
	g.fn.own = g.fn.lit
	n := 1
	for g.named[fmt.Sprint("site", n)] {
		n++
	}
	g.named[fmt.Sprint("site", n)] = true
	return fmt.Sprintf(`u+"/s%d"`, n)
}
