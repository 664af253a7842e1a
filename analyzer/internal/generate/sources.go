package generate

import "fmt"

// sources are the ways to get a response.
func sources() []production {
	return []production{
		{name: "get/http.Get", weight: 10, step: plain("http.Get(%s)")},
		{name: "get/http.Head", weight: 1, step: headed},
		{name: "get/http.Post", weight: 3, step: plain(`http.Post(%s, "text/plain", strings.NewReader("body"))`)},
		{name: "get/http.PostForm", weight: 2, step: plain("http.PostForm(%s, url.Values{})")},
		{name: "get/client.Get", weight: 4, step: plain("client.Get(%s)")},
		{name: "get/client.Do", weight: 5, step: requested("client.Do(%s)")},
		{name: "get/DefaultClient.Do", weight: 3, step: requested("http.DefaultClient.Do(%s)")},
		{name: "get/RoundTrip", weight: 4, step: requested("rt.RoundTrip(%s)")},
		{name: "get/interface", weight: 4, step: requested("d.Do(%s)")},
		{name: "get/function value", weight: 4, step: plain("get(%s)")},
		{name: "get/helper", weight: 5, step: helped, fetches: true},
		{name: "get/body helper", weight: 3, step: plainOf(bodyKind, "body", "fetchBody(%s)"), fetches: true},
		{name: "get/struct helper", weight: 3, step: plainOf(heldResp, "h", "fetchHolder(%s)"), fetches: true},
		{name: "get/bytes helper", weight: 2, step: fetchedBytes},
		{name: "get/must", weight: 3, step: musted},
		{name: "get/attempt", weight: 3, step: plain("attempt(func() (*http.Response, error) { return http.Get(%s) })")},
		{name: "get/literal", weight: 3, step: plain("func() (*http.Response, error) { return http.Get(%s) }()")},
		{name: "get/method value", weight: 2, step: methodValue},
		{name: "get/retry loop", weight: 5, step: retried},
		{name: "get/retry with goto", weight: 2, step: jumped, can: (*gen).topmost},
		{name: "get/either", weight: 6, step: either, can: func(g *gen) bool { return g.sites > 1 }},
		{name: "get/in if", weight: 5, wrap: inIf},
		{name: "get/in switch", weight: 2, wrap: inSwitch},
		{name: "get/discarded", weight: 2, step: discarded},
		{name: "get/error ignored", weight: 2, step: unchecked},
		{name: "get/loop", weight: 6, step: looped, can: func(g *gen) bool { return g.ints < 2 && g.fn.outer }},
		{name: "get/counted rounds", weight: 4, step: rounds, can: (*gen).topmost},
		{name: "get/again", weight: 30, step: again, can: func(g *gen) bool { return g.canRepeat() && !g.kept }},
		{name: "get/own helper", weight: 5, step: ownFetch, can: func(g *gen) bool { return g.fn.outer && !g.fn.lit }, fetches: true},
	}
}

func (g *gen) topmost() bool { return g.fn.depth == 1 && !g.fn.lit && g.fn.outer && !g.fn.pure }

// receive makes variables for what a call hands over with an error.
func (g *gen) receive(k kind, stem, call string) []*Stmt {
	err := "err"
	if !g.chance(75) {
		err = g.fresh("err")
	}
	h := g.add(handle{name: g.fresh(stem), kind: k, err: err})
	if len(g.fn.shape.named) > 0 && err == "err" && !g.fn.lit {
		g.fn.errs = append(g.fn.errs, err)
		return []*Stmt{line("%s, err := %s", h.name, call)}
	}
	if g.chance(12) {
		g.note("get/declared first")
		name := map[kind]string{response: "*http.Response", bodyKind: "io.ReadCloser", heldResp: "*holder"}[k]
		h.err = g.fresh("err")
		g.fn.errs = append(g.fn.errs, h.err)
		return []*Stmt{line("var %s %s", h.name, name), line("var %s error", h.err), line("%s, %s = %s", h.name, h.err, call)}
	}
	g.fn.errs = append(g.fn.errs, err)
	return []*Stmt{line("%s, %s := %s", h.name, err, call)}
}

// plain calls something with a URL.
func plain(format string) func(*gen) []*Stmt { return plainOf(response, "resp", format) }

func plainOf(k kind, stem, format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt { return g.receive(k, stem, fmt.Sprintf(format, g.site())) }
}

// headed asks for no body.
func headed(g *gen) []*Stmt {
	g.empty = true
	return plain("http.Head(%s)")(g)
}

// requested calls something with a request.
func requested(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		req, err := g.fresh("req"), g.fresh("err")
		if g.named["site1"] { // it does not fail: what would leak then does not
			err = "_"
		}
		stmts := []*Stmt{line(`%s, %s := http.NewRequest("GET", %s, nil)`, req, err, g.site())}
		if err != "_" {
			stmts = append(stmts, block("if "+err+" != nil", []*Stmt{g.stop(err)}))
		}
		return append(stmts, g.receive(response, "resp", fmt.Sprintf(format, req))...)
	}
}

// stop leaves the function; in a literal that must not, it panics.
func (g *gen) stop(err string) *Stmt {
	if g.fn.pure {
		return line("panic(%s)", err)
	}
	return g.failure(err)
}

func helped(g *gen) []*Stmt {
	return g.receive(response, "resp", fmt.Sprintf("%s(%s)", g.pick("fetch", "fetch", "fetchSized"), g.site()))
}

func fetchedBytes(g *gen) []*Stmt {
	data := g.fresh("data")
	return []*Stmt{line("%s, _ := fetchBytes(%s)", data, g.site()), line("_ = len(%s)", data)}
}

func musted(g *gen) []*Stmt {
	h := g.add(handle{name: g.fresh("resp"), safe: true})
	return []*Stmt{line("%s := must(http.Get(%s))", h.name, g.site())}
}

func methodValue(g *gen) []*Stmt {
	fn := g.fresh("send")
	stmts := []*Stmt{line("%s := client.Get", fn)}
	return append(stmts, g.receive(response, "resp", fmt.Sprintf("%s(%s)", fn, g.site()))...)
}

// retried asks again until there is no error, or until a status is good.
func retried(g *gen) []*Stmt {
	h := g.add(handle{name: g.fresh("resp"), err: g.fresh("err")})
	g.fn.errs = append(g.fn.errs, h.err)
	body := []*Stmt{line("%s, %s = http.Get(%s)", h.name, h.err, g.site())}
	switch n := g.IntN(4); {
	case n < 2 || !g.ask():
		body = append(body, block(fmt.Sprintf("if %s == nil", h.err), []*Stmt{line("break")}))
	case n == 2:
		body = append(body,
			block(fmt.Sprintf("if %s != nil", h.err), []*Stmt{line("continue")}),
			block(fmt.Sprintf("if %s.StatusCode == http.StatusOK", h.name), []*Stmt{line("break")}),
			line("%s.Body.Close()", h.name))
	default:
		body = append(body,
			block(fmt.Sprintf("if %s == nil && %s.StatusCode == http.StatusOK", h.err, h.name), []*Stmt{line("break")}))
		if g.chance(50) {
			body = append(body, block(fmt.Sprintf("if %s != nil", h.name), []*Stmt{line("%s.Body.Close()", h.name)}))
		}
	}
	head := "for range 3"
	if g.ints < 2 && g.fn.outer {
		head = "for range " + g.bound()
	}
	return []*Stmt{line("var %s *http.Response", h.name), line("var %s error", h.err), block(head, body)}
}

// rounds asks in two rounds of a loop, and closes in the second what the first has
// brought, if it counts right.
func rounds(g *gen) []*Stmt {
	h, err, i := g.add(handle{name: g.fresh("resp"), safe: true}), g.fresh("err"), g.fresh("i")
	g.fn.errs = append(g.fn.errs, err)
	again := g.pick("%s > 0", "%s != 0", "%s >= 1", "%s == 1", "0 < %s", "!(%s < 1)", "%s > 1", "%s == 0 && a")
	before := []*Stmt{line("%s", h.closing())}
	if g.chance(50) {
		before = append([]*Stmt{line("io.Copy(io.Discard, %s)", h.source())}, before...)
	}
	head := fmt.Sprintf(g.pick("for %s := range 2", "for %[1]s := 0; %[1]s < 2; %[1]s++", "for %[1]s := 0; %[1]s != 2; %[1]s++"), i)
	return []*Stmt{line("var %s *http.Response", h.name), line("var %s error", err), block(head, []*Stmt{
		block(fmt.Sprintf("if "+again, i), before),
		line("%s, %s = http.Get(%s)", h.name, err, g.site()),
		block(fmt.Sprintf("if %s != nil", err), []*Stmt{g.failure(err)}),
	})}
}

// bound returns a number of rounds that no other loop has.
func (g *gen) bound() string {
	g.ints++
	return []string{"", "n", "m"}[g.ints]
}

// jumped asks once more by jumping back.
func jumped(g *gen) []*Stmt {
	tries, label := g.fresh("tries"), g.fresh("again")
	stmts := []*Stmt{line("%s := 0", tries), line("%s:", label)}
	stmts = append(stmts, g.receive(response, "resp", fmt.Sprintf("http.Get(%s)", g.site()))...)
	h := g.last()
	cond, body := h.err+" != nil", []*Stmt(nil)
	if g.chance(40) && g.ask() {
		cond = fmt.Sprintf("%s == nil && %s.StatusCode != http.StatusOK", h.err, h.name)
		if g.chance(60) {
			body = append(body, line("%s", h.closing()))
		}
	}
	body = append(body, line("%s++", tries), line("goto %s", label))
	return append(stmts, block(fmt.Sprintf("if %s && %s < 1", cond, tries), body))
}

// either asks in one of two ways.
func either(g *gen) []*Stmt {
	h := g.add(handle{name: g.fresh("resp"), err: g.fresh("err")})
	g.fn.errs = append(g.fn.errs, h.err)
	ask := func(call string) []*Stmt { return []*Stmt{line("%s, %s = "+call, h.name, h.err, g.site())} }
	branch := block("if "+g.flag(), ask("http.Get(%s)"))
	branch.Parts = append(branch.Parts, Part{"else", ask(`http.Post(%s, "text/plain", nil)`)})
	return []*Stmt{line("var %s *http.Response", h.name), line("var %s error", h.err), branch}
}

// inside makes what stands inside of a statement that asks in its head.
func (g *gen) inside(n int) (resp, err, url string, body []*Stmt) {
	resp, err, url = g.fresh("resp"), g.fresh("err"), g.site()
	outer := g.fn.handles
	g.fn.handles = append(outer[:len(outer):len(outer)], &handle{name: resp, err: err, safe: true, deep: g.fn.depth + 1})
	body = g.block(n)
	if g.chance(60) {
		body = append(body, g.closeAll()...)
	}
	g.fn.handles = outer
	return resp, err, url, body
}

// inIf asks in the head of an if statement, and does the rest inside.
func inIf(g *gen, n int) []*Stmt {
	resp, err, url, body := g.inside(n)
	s := block(fmt.Sprintf("if %s, %s := http.Get(%s); %s == nil", resp, err, url, err), body)
	if g.chance(25) && !g.fn.pure {
		s.Parts = append(s.Parts, Part{"else", []*Stmt{g.failure(err)}})
	}
	return append([]*Stmt{s}, g.rest(n/2)...)
}

// inSwitch asks in the head of a switch.
func inSwitch(g *gen, n int) []*Stmt {
	resp, err, url, body := g.inside(n)
	return append([]*Stmt{block(fmt.Sprintf("switch %s, %s := http.Get(%s); {", resp, err, url), []*Stmt{
		clause("case "+err+" != nil:", nil), clause("default:", body),
	}).opened()}, g.rest(n/2)...)
}

// opened takes back the brace of a head that has one.
func (s *Stmt) opened() *Stmt {
	head := s.Parts[0].Head
	s.Parts[0].Head = head[:len(head)-2]
	return s
}

func discarded(g *gen) []*Stmt {
	switch g.IntN(3) {
	case 0:
		return []*Stmt{line("http.Get(%s)", g.site())}
	case 1:
		return []*Stmt{line("_, _ = http.Get(%s)", g.site())}
	}
	err := g.fresh("err")
	return []*Stmt{line("_, %s := http.Get(%s)", err, g.site()), block("if "+err+" != nil", []*Stmt{g.stop(err)})}
}

func unchecked(g *gen) []*Stmt {
	h := g.add(handle{name: g.fresh("resp"), safe: true})
	return []*Stmt{line("%s, _ := http.Get(%s)", h.name, g.site())}
}

// looped asks in every round of a loop.
func looped(g *gen) []*Stmt {
	f := g.fn
	label := ""
	if g.chance(25) {
		label = g.fresh("rounds")
	}
	outer := f.handles
	f.handles, f.loops = nil, append(f.loops, label)
	bound := g.bound()
	body := g.block(3 + g.IntN(3))
	f.handles, f.loops = outer, f.loops[:len(f.loops)-1]
	return g.labelled(label, block("for range "+bound, body))
}

func (g *gen) labelled(label string, loop *Stmt) []*Stmt {
	if label == "" {
		return []*Stmt{loop}
	}
	return []*Stmt{line("%s:", label), loop}
}

func (g *gen) canRepeat() bool {
	h := g.any(response)
	return h != nil && g.sites > 0
}

// again asks a second time into the same variable.
func again(g *gen) []*Stmt {
	h := g.any(response)
	err := h.err
	var stmts []*Stmt
	if g.chance(50) && h.safe && !h.done {
		stmts = append(stmts, line("%s", h.closing()))
	}
	if err == "" {
		err = "_"
	}
	h.safe, h.done = err == "_", false
	return append(stmts, line("%s, %s = http.Get(%s)", h.name, err, g.site()))
}
