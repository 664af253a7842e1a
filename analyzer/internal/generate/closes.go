package generate

import "fmt"

// closable are the kinds of handles that can be closed.
var closable = []kind{response, bodyKind, heldResp, closeFunc}

// closes are the ways to close a body, at once or when the function ends.
func closes() []production {
	can, resp := has(closable...), has(response)
	stream := has(response, bodyKind, heldResp)
	free := func(g *gen) bool { return stream(g) && !g.fn.pure }
	return []production{
		{name: "close/plain", weight: 10, step: closing("%s"), can: can},
		{name: "close/blank", weight: 3, step: closing("_ = %s"), can: stream},
		{name: "close/checked", weight: 4, step: closeChecked, can: func(g *gen) bool { return free(g) && !g.swapped && !g.named["wrap/NopCloser"] }},
		{name: "close/joined", weight: 2, step: closing("_ = errors.Join(io.EOF, %s)"), can: stream},
		{name: "close/twice", weight: 2, step: twice, can: stream},
		{name: "close/conditional", weight: 4, step: conditional, can: can},
		{name: "close/helper", weight: 4, step: closingOf("closeResp(%s)"), can: resp},
		{name: "close/closer helper", weight: 4, step: closingBody("closeQuietly(%s)"), can: stream},
		{name: "close/variadic helper", weight: 3, step: closingOf("closeAll(%s)"), can: resp},
		{name: "close/generic helper", weight: 3, step: closingBody("closeAny(%s)"), can: stream},
		{name: "close/nil-safe helper", weight: 2, step: closingOf("closeNonNil(%s)"), can: resp},
		{name: "close/finish helper", weight: 3, step: closingOf("finish(%s)"), can: resp},
		{name: "close/decode helper", weight: 3, step: closingOf("_ = decode(%s, new(any))"), can: resp},
		{name: "close/drain and close", weight: 5, step: drained, can: stream},
		{name: "close/method", weight: 14, step: held, can: has(heldResp)},
		{name: "close/method value", weight: 3, step: closeValue, can: stream},
		{name: "close/per outcome", weight: 4, step: outcome, can: func(g *gen) bool { return resp(g) && !g.fn.pure && g.mayAsk() }},
		{name: "close/per result", weight: 3, step: perResult, can: func(g *gen) bool { return resp(g) && g.fn.outer }},
		{name: "close/goroutine", weight: 3, step: goroutine, can: stream, lends: true},
		{name: "close/wait group", weight: 2, step: waitGroup, can: stream, lends: true},
		{name: "defer/close", weight: 14, step: deferring("defer %s"), can: can},
		{name: "defer/literal", weight: 6, step: deferring("defer func() { %s }()"), can: can},
		{name: "defer/literal with argument", weight: 3, step: deferring2("defer func(c io.Closer) { c.Close() }(%s)"), can: stream},
		{name: "defer/literal that drains", weight: 3, step: deferDrain, can: stream},
		{name: "defer/helper", weight: 3, step: closingOf("defer closeResp(%s)"), can: resp},
		{name: "defer/closer helper", weight: 3, step: closingBody("defer closeQuietly(%s)"), can: stream},
		{name: "defer/drain behind close", weight: 3, step: deferBoth, can: stream},
		{name: "defer/in if", weight: 4, step: deferIf, can: can},
		{name: "defer/conditional literal", weight: 4, step: deferWhen, can: can},
		{name: "defer/on error", weight: 24, step: deferErr, can: func(g *gen) bool { return can(g) && len(g.fn.shape.named) > 0 && !g.fn.lit }},
		{name: "defer/variable", weight: 3, step: deferNamed, can: can},
	}
}

// closing uses the call that closes a body.
func closing(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		kinds := closable
		if format != "%s" {
			kinds = kinds[:3]
		}
		h := g.any(kinds...)
		g.done(h)
		return []*Stmt{line(format, h.closing())}
	}
}

// deferring is closing for handles of every kind.
func deferring(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(closable...)
		g.done(h)
		return []*Stmt{line(format, h.closing())}
	}
}

// closingOf passes a response on to be closed.
func closingOf(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(response)
		g.done(h)
		return []*Stmt{line(format, h.name)}
	}
}

// closingBody passes a body on to be closed.
func closingBody(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		h := g.any(response, bodyKind, heldResp)
		g.done(h)
		return []*Stmt{line(format, h.source())}
	}
}

func deferring2(format string) func(*gen) []*Stmt { return closingBody(format) }

func closeChecked(g *gen) []*Stmt {
	h, err := g.any(response, bodyKind, heldResp), g.fresh("err")
	g.done(h)
	return []*Stmt{block(fmt.Sprintf("if %s := %s; %s != nil", err, h.closing(), err), g.leaves())}
}

func twice(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	g.done(h)
	return []*Stmt{line("%s", h.closing()), line("%s", h.closing())}
}

func conditional(g *gen) []*Stmt {
	h := g.any(closable...)
	s := block("if "+g.flag(), []*Stmt{line("%s", h.closing())})
	if g.chance(40) {
		s.Parts = append(s.Parts, Part{"else", []*Stmt{line("%s", h.closing())}})
		g.done(h)
	}
	return []*Stmt{s}
}

func drained(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	g.done(h)
	return []*Stmt{line("io.Copy(io.Discard, %s)", h.source()), line("%s", h.closing())}
}

func held(g *gen) []*Stmt {
	h := g.any(heldResp)
	g.done(h)
	return []*Stmt{line("%s%s.close()", g.pick("", "defer ", "_ = "), h.name)}
}

func closeValue(g *gen) []*Stmt {
	h, fn := g.any(response, bodyKind, heldResp), g.fresh("closing")
	g.done(h)
	call := h.closing()
	return []*Stmt{line("%s := %s", fn, call[:len(call)-2]), line("%s%s()", g.pick("", "defer ", "_ = "), fn)}
}

// outcome calls a helper that closes only if it fails.
func outcome(g *gen) []*Stmt {
	g.ask()
	h, err := g.any(response), g.fresh("err")
	return []*Stmt{block(fmt.Sprintf("if %s := %s(%s); %s != nil", err, g.pick("check", "check", "inspect"), h.name, err),
		[]*Stmt{g.failure(err)})}
}

// perResult calls a helper whose result says whether it has closed.
func perResult(g *gen) []*Stmt {
	h := g.any(response)
	flag := g.helperFlag() // it tells nothing but what the helper does
	if g.fn.pure || g.chance(50) {
		return []*Stmt{block(fmt.Sprintf("if !closeIf(%s, %s)", h.name, flag), []*Stmt{line("%s", h.closing())})}
	}
	return []*Stmt{block(fmt.Sprintf("if closeIf(%s, %s)", h.name, flag), []*Stmt{g.failure("")})}
}

// present makes the function panic if there is no body: in a goroutine that would
// be the end of all programs.
func (h *handle) present() *Stmt { return line("_ = %s.Read", h.source()) }

// goroutine closes in a goroutine that is waited for.
func goroutine(g *gen) []*Stmt {
	h, done := g.any(response, bodyKind, heldResp), g.fresh("done")
	g.done(h)
	body := []*Stmt{line("%s", h.closing()), line("close(%s)", done)}
	if g.chance(50) {
		body = []*Stmt{line("defer close(%s)", done), line("defer %s", h.closing()), line("io.Copy(io.Discard, %s)", h.source())}
	}
	return []*Stmt{h.present(), line("%s := make(chan bool)", done), block("go func()", body).tailed("()"), line("<-%s", done)}
}

func waitGroup(g *gen) []*Stmt {
	h, wg := g.any(response, bodyKind, heldResp), g.fresh("wg")
	g.done(h)
	return []*Stmt{h.present(), line("var %s sync.WaitGroup", wg), block(wg+".Go(func()", []*Stmt{line("%s", h.closing())}).tailed(")"), line("%s.Wait()", wg)}
}

func deferDrain(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	g.done(h)
	body := []*Stmt{line("io.Copy(io.Discard, %s)", h.source()), line("%s", h.closing())}
	if g.chance(25) {
		body[0], body[1] = body[1], body[0] // too late
	}
	return []*Stmt{block("defer func()", body).tailed("()")}
}

func deferBoth(g *gen) []*Stmt {
	h := g.any(response, bodyKind, heldResp)
	g.done(h)
	stmts := []*Stmt{line("defer %s", h.closing()), line("defer io.Copy(io.Discard, %s)", h.source())}
	if g.chance(30) {
		stmts[0], stmts[1] = stmts[1], stmts[0] // too late
	}
	return stmts
}

func deferIf(g *gen) []*Stmt {
	h := g.any(closable...)
	cond := g.flag()
	if h.kind == response && g.chance(50) {
		cond = h.name + " != nil"
		g.done(h)
	}
	return []*Stmt{block("if "+cond, []*Stmt{line("defer %s", h.closing())})}
}

func deferWhen(g *gen) []*Stmt {
	h := g.any(closable...)
	cond := g.flag()
	if h.kind == response && g.chance(40) {
		cond = h.name + " != nil"
		g.done(h)
	}
	return []*Stmt{block("defer func()", []*Stmt{block("if "+cond, []*Stmt{line("%s", h.closing())})}).tailed("()")}
}

func deferErr(g *gen) []*Stmt {
	h := g.any(closable...)
	return []*Stmt{block("defer func()", []*Stmt{block("if err != nil", []*Stmt{line("%s", h.closing())})}).tailed("()")}
}

func deferNamed(g *gen) []*Stmt {
	h, fn := g.any(closable...), g.fresh("cleanup")
	g.done(h)
	return []*Stmt{line("%s := func() { %s }", fn, h.closing()), line("%s%s()", g.pick("defer ", "defer ", ""), fn)}
}
