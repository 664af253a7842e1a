package generate

import "fmt"

// readable are the kinds of handles that can be read.
var readable = []kind{response, bodyKind, reader, heldResp}

// reads are the ways to read a body, to EOF or not.
func reads() []production {
	can := has(readable...)
	resp := has(response)
	free := func(g *gen) bool { return can(g) && !g.fn.pure }
	first := func(g *gen) bool { return free(g) && g.chances() }
	return []production{
		{name: "read/ReadAll", weight: 8, step: reading("_, _ = io.ReadAll(%s)"), can: can},
		{name: "read/ReadAll checked", weight: 6, step: readChecked("io.ReadAll(%s)"), can: first},
		{name: "read/Copy", weight: 6, step: reading("io.Copy(io.Discard, %s)"), can: can},
		{name: "read/Copy checked", weight: 3, step: readChecked("io.Copy(io.Discard, %s)"), can: first},
		{name: "read/CopyN", weight: 3, step: reading("io.CopyN(io.Discard, %s, 1<<18)"), can: can},
		{name: "read/LimitReader", weight: 3, step: reading("_, _ = io.ReadAll(io.LimitReader(%s, 1<<16))"), can: can},
		{name: "read/TeeReader", weight: 2, step: reading("_, _ = io.ReadAll(io.TeeReader(%s, io.Discard))"), can: can},
		{name: "read/ReadFull", weight: 2, step: reading("_, _ = io.ReadFull(%s, make([]byte, 512))"), can: can},
		{name: "read/Decode", weight: 6, step: decoded, can: can},
		{name: "read/Decode checked", weight: 4, step: decodedChecked, can: first},
		{name: "read/Scanner", weight: 4, step: scanned, can: can},
		{name: "read/bufio loop", weight: 3, step: buffered, can: can},
		{name: "read/Read loop", weight: 4, step: readLoop, can: can},
		{name: "read/Read once", weight: 3, step: reading("_, _ = %s.Read(make([]byte, 1024))"), can: has(response, bodyKind, heldResp)},
		{name: "read/ReadFrom", weight: 2, step: readFrom, can: can},
		{name: "read/drain helper", weight: 4, step: reading("drain(%s)"), can: can},
		{name: "read/response helper", weight: 3, step: of(response, "drainResp(%s)"), can: resp},
		{name: "read/text helper", weight: 3, step: readChecked("text(%s)"), can: first},
		{name: "read/count helper", weight: 2, step: reading("_ = lines(%s)"), can: can},
		{name: "read/lent", weight: 3, step: reading("k.lend(%s)"), can: func(g *gen) bool { return can(g) && g.fn.outer }},
		{name: "read/dump", weight: 1, step: of(response, "_, _ = httputil.DumpResponse(%s, false)"), can: resp},
		{name: "read/header", weight: 3, step: of(response, `_ = %s.Header.Get("Content-Type")`), can: resp},
	}
}

// chances reports whether it is a matter of chance if a read fails. A second value
// is not there, what could be read once can be read again, what is closed cannot be
// read, from a response without a body nothing can be decoded, and what is deferred may
// come behind all of this.
func (g *gen) chances() bool {
	return !g.read && !g.closed && !g.empty && !g.fn.late && !g.fn.looping()
}

// reading does something with a reader of a body.
func reading(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		kinds := readable
		if format == "_, _ = %s.Read(make([]byte, 1024))" {
			kinds = []kind{response, bodyKind, heldResp}
		}
		return []*Stmt{line(format, g.any(kinds...).source())}
	}
}

// of does something with the name of a handle.
func of(k kind, format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt { return []*Stmt{line(format, g.any(k).name)} }
}

// readChecked reads and leaves if that fails.
func readChecked(format string) func(*gen) []*Stmt {
	return func(g *gen) []*Stmt {
		src, err := g.any(readable...).source(), g.fresh("err")
		if g.chance(40) {
			return []*Stmt{block(fmt.Sprintf("if _, %s := "+format+"; %s != nil", err, src, err), g.leaves())}
		}
		stmts := []*Stmt{line("_, %s := "+format, err, src)}
		body := g.leaves()
		g.fn.errs = append(g.fn.errs, err)
		return append(stmts, block("if "+err+" != nil", body))
	}
}

func decoded(g *gen) []*Stmt {
	src := g.any(readable...).source()
	if g.chance(30) {
		dec := g.fresh("dec")
		return []*Stmt{line("%s := json.NewDecoder(%s)", dec, src), line("_ = %s.Decode(new(any))", dec)}
	}
	return []*Stmt{line("_ = json.NewDecoder(%s).Decode(new(any))", src)}
}

func decodedChecked(g *gen) []*Stmt {
	src, err := g.any(readable...).source(), g.fresh("err")
	return []*Stmt{block(fmt.Sprintf("if %s := json.NewDecoder(%s).Decode(new(any)); %s != nil", err, src, err), g.leaves())}
}

func scanned(g *gen) []*Stmt {
	src, sc := g.any(readable...).source(), g.fresh("sc")
	body := []*Stmt{line("_ = %s.Text()", sc)}
	if g.chance(25) {
		body = append(body, block("if "+g.flag(), []*Stmt{line("break")}))
	}
	stmts := []*Stmt{line("%s := bufio.NewScanner(%s)", sc, src), block("for "+sc+".Scan()", body)}
	if g.chance(35) && !g.fn.pure && g.chances() {
		stmts = append(stmts, block("if "+sc+".Err() != nil", g.leaves()))
	}
	return stmts
}

func buffered(g *gen) []*Stmt {
	src, br, err := g.any(readable...).source(), g.fresh("br"), g.fresh("err")
	return []*Stmt{line("%s := bufio.NewReader(%s)", br, src), block("for", []*Stmt{
		line("_, %s := %s.ReadString('\\n')", err, br),
		block("if "+err+" != nil", []*Stmt{line("break")}),
	})}
}

func readLoop(g *gen) []*Stmt {
	src, buf, err := g.any(readable...).source(), g.fresh("buf"), g.fresh("err")
	cond := g.pick(err+" != nil", err+" == io.EOF || "+err+" != nil", "errors.Is("+err+", io.EOF) || "+err+" != nil")
	return []*Stmt{line("%s := make([]byte, 16)", buf), block("for", []*Stmt{
		line("_, %s := %s.Read(%s)", err, src, buf),
		block("if "+cond, []*Stmt{line("break")}),
	})}
}

func readFrom(g *gen) []*Stmt {
	src, buf := g.any(readable...).source(), g.fresh("buf")
	return []*Stmt{line("var %s bytes.Buffer", buf), line("_, _ = %s.ReadFrom(%s)", buf, src)}
}
