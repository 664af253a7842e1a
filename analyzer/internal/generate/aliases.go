package generate

import "fmt"

// aliases give a body another name, or wrap it.
func aliases() []production {
	resp := has(response)
	stream := has(response, bodyKind, heldResp)
	can := has(readable...)
	return []production{
		{name: "alias/body", weight: 6, step: aliasOf(response, bodyKind, "body", "%s.Body"), can: resp},
		{name: "alias/response", weight: 4, step: aliasOf(response, response, "other", "%s"), can: resp},
		{name: "alias/var", weight: 2, step: aliasVar, can: resp},
		{name: "alias/helper", weight: 3, step: aliasOf(response, bodyKind, "body", "bodyOf(%s)"), can: resp},
		{name: "alias/generic helper", weight: 3, step: aliasOf(response, response, "other", "same(%s)"), can: resp},
		{name: "alias/holder", weight: 4, step: aliasOf(response, heldResp, "h", "&holder{resp: %s}"), can: resp},
		{name: "alias/holder value", weight: 2, step: aliasOf(response, heldResp, "h", "holder{resp: %s}"), can: resp},
		{name: "alias/holder field", weight: 3, step: aliasField, can: resp},
		{name: "alias/method value", weight: 3, step: aliasClose, can: stream},
		{name: "alias/literal", weight: 3, step: aliasLiteral, can: stream},
		{name: "alias/assertion", weight: 2, step: asserted, can: resp},
		{name: "alias/slice", weight: 3, step: sliced, can: resp},
		{name: "wrap/bufio", weight: 3, step: wrapped("bufio.NewReader(%s)"), can: can},
		{name: "wrap/LimitReader", weight: 3, step: wrapped("io.LimitReader(%s, 1<<16)"), can: can},
		{name: "wrap/TeeReader", weight: 2, step: wrapped("io.TeeReader(%s, io.Discard)"), can: can},
		{name: "wrap/MultiReader", weight: 2, step: wrapped(`io.MultiReader(strings.NewReader(" "), %s)`), can: can},
		{name: "wrap/helper", weight: 2, step: wrapped("limited(%s)"), can: can},
		{name: "wrap/NopCloser", weight: 3, step: nopped, can: can},
		{name: "wrap/struct of both", weight: 3, step: wrappedAs("struct {\nio.Reader\nio.Closer\n}{bufio.NewReader(%[2]s), %[2]s}"), can: stream},
		{name: "wrap/embedded", weight: 3, step: wrappedAs("stream{%s, \"x\"}"), can: stream},
		{name: "wrap/own type", weight: 3, step: wrappedAs("&document{body: %s}"), can: stream},
		{name: "wrap/MaxBytesReader", weight: 2, step: wrappedAs("http.MaxBytesReader(nil, %s, 1<<16)"), can: stream},
		{name: "replace/body", weight: 3, step: replaced, can: func(g *gen) bool { return resp(g) && !g.given && !g.kept }},
		{name: "replace/nil", weight: 2, step: niled, can: resp},
	}
}

// aliasOf gives something that a handle leads to a name.
func aliasOf(from, to kind, stem, format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(from)
		if !h.safe && format != "%s" {
			return nil
		}
		return []*Stmt{line("%s := "+format, g.adopt(h, to, stem), h.name)}
	}
}

// adopt makes a handle for what another one leads to, and returns its name. From
// then on either can be closed.
func (g *gen) adopt(h *handle, k kind, stem string) string {
	n := g.add(handle{name: g.fresh(stem), kind: k, err: h.err, safe: h.safe, done: h.done})
	if k != reader && g.chance(80) {
		g.done(h)
	}
	return n.name
}

func aliasVar(g *gen) []*Stmt {
	h := g.any(response)
	name := g.adopt(h, response, "other")
	return []*Stmt{line("var %s *http.Response", name), line("%s = %s", name, h.name)}
}

func aliasField(g *gen) []*Stmt {
	h := g.any(response)
	name := g.adopt(h, heldResp, "h")
	return []*Stmt{line("%s := %s", name, g.pick("new(holder)", "&holder{}", "holder{}")), line("%s.resp = %s", name, h.name)}
}

func aliasClose(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	call := h.closing()
	return []*Stmt{line("%s := %s", g.adopt(h, closeFunc, "closing"), call[:len(call)-2])}
}

func aliasLiteral(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	body := []*Stmt{line("return %s", h.closing())}
	if g.chance(30) {
		body = append([]*Stmt{line("io.Copy(io.Discard, %s)", h.source())}, body...)
	}
	return []*Stmt{block(g.adopt(h, closeFunc, "closing")+" := func() error", body)}
}

// asserted closes what any turns out to be.
func asserted(g *gen) []*Stmt {
	h := g.any(response)
	c := g.fresh("c")
	return []*Stmt{block(fmt.Sprintf("if %s, ok := any(%s.Body).(io.Closer); ok", c, h.name), []*Stmt{line("%s.Close()", c)})}
}

func sliced(g *gen) []*Stmt {
	h := g.any(response)
	list, r := g.fresh("list"), g.fresh("r")
	g.done(h)
	body := []*Stmt{line("%s.Body.Close()", r)}
	if g.chance(50) {
		body = []*Stmt{line("finish(%s)", r)}
	}
	return []*Stmt{line("%s := []*http.Response{%s}", list, h.name), block(fmt.Sprintf("for _, %s := range %s", r, list), body)}
}

func wrapped(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(readable...)
		n := g.add(handle{name: g.fresh("r"), kind: reader, safe: h.safe})
		return []*Stmt{line("var %s io.Reader = "+format, n.name, h.source())}
	}
}

func nopped(g *gen) []*Stmt {
	h := g.any(readable...)
	n := g.add(handle{name: g.fresh("rc"), kind: bodyKind, safe: h.safe, done: true})
	return []*Stmt{line("%s := io.NopCloser(%s)", n.name, h.source())}
}

func wrappedAs(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(response, bodyKind, heldResp)
		src := h.source()
		return []*Stmt{line("var %s io.ReadCloser = "+format, g.adopt(h, bodyKind, "rc"), src)}
	}
}

// replaced puts something else into the response.
func replaced(g *gen) []*Stmt {
	h := g.any(response)
	switch g.IntN(5) {
	case 0:
		return []*Stmt{line("%s.Body = http.NoBody", h.name)}
	case 1:
		return []*Stmt{line("%[1]s.Body = io.NopCloser(%[1]s.Body)", h.name)}
	case 2:
		return []*Stmt{line("%s.Body.Close()", h.name), line("%s.Body = http.NoBody", h.name)}
	case 3:
		return []*Stmt{line("%[1]s.Body = &document{body: %[1]s.Body}", h.name)}
	}
	data := g.fresh("data")
	return []*Stmt{
		line("%s, _ := io.ReadAll(%s.Body)", data, h.name),
		line("%s.Body.Close()", h.name),
		line("%s.Body = io.NopCloser(bytes.NewReader(%s))", h.name, data),
	}
}

func niled(g *gen) []*Stmt {
	h := g.any(response)
	var stmts []*Stmt
	if g.chance(60) && h.safe {
		stmts = append(stmts, line("%s", h.closing()))
	}
	h.safe, h.err = false, ""
	return append(stmts, line("%s = nil", h.name), block(fmt.Sprintf("if %s != nil", h.name), []*Stmt{line("%s", h.closing())}))
}
