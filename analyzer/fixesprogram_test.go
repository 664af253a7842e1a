package analyzer_test

import (
	"fmt"
	"strings"
)

// A programmer makes a program from bytes: each decides what comes next, and 0 is
// always the simplest. Not all that it writes compiles.
type programmer struct {
	choices []byte
	b       strings.Builder
	depth   int
	loops   int
	named   int // responses so far
}

// program returns a file with one function that makes requests.
func program(choices []byte) []byte {
	p := &programmer{choices: choices}
	signature := p.pick(
		"f(u string, us []string, n int, ok bool) (s string, err error)",
		"f(u string, us []string, n int, ok bool) (string, error)",
		"f(u string, us []string, n int, ok bool)",
	)
	switch {
	case strings.HasSuffix(signature, "(s string, err error)"):
		p.block("func "+signature, "return s, err", "}")
	case strings.HasSuffix(signature, "(string, error)"):
		p.block("func "+signature, `return "", err`, "}")
	default:
		p.block("func "+signature, "return", "}")
	}
	body := p.b.String()
	var imports []string
	for _, name := range []string{"errors", "io"} {
		if strings.Contains(body+helpers, name+".") {
			imports = append(imports, name)
		}
	}
	imports = append(imports, "net/http")
	return []byte("package p\n\nimport (\n\t\"" + strings.Join(imports, "\"\n\t\"") + "\"\n)\n\n" + helpers + "\n" + body)
}

// What the programs call, besides the standard library.
const helpers = `func must(resp *http.Response, err error) *http.Response {
	if err != nil {
		panic(err)
	}
	return resp
}

func status(resp *http.Response, err error) string { return resp.Status }

func closeBody(resp *http.Response) {
	resp.Body.Close()
}
`

func (p *programmer) next(n int) int {
	if len(p.choices) == 0 {
		return 0
	}
	c := int(p.choices[0]) % n
	p.choices = p.choices[1:]
	return c
}

func (p *programmer) pick(texts ...string) string { return texts[p.next(len(texts))] }

func (p *programmer) line(format string, args ...any) {
	p.b.WriteString(strings.Repeat("\t", p.depth))
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteString(p.pick("\n", "\n", "\n", " // behind\n", "\n\n", "\n"+strings.Repeat("\t", p.depth)+"// between\n"))
}

// block writes a header and statements in braces, and a last one.
func (p *programmer) block(header, last, end string) {
	p.line("%s {", header)
	if p.depth++; p.depth == 1 && !strings.Contains(header, "err error") {
		p.line("var err error")
	}
	for range 1 + p.next(3) {
		p.statement(last)
	}
	if last != "" {
		p.line("%s", last)
	}
	p.depth--
	p.line("%s", end)
}

// statement writes one or more statements; leave is how to get out of the function.
func (p *programmer) statement(leave string) {
	if p.depth > 4 {
		p.request(leave)
		return
	}
	switch p.next(9) {
	default:
		p.request(leave)
	case 3:
		p.loops++
		p.block(p.pick("for _, u := range us", "for i := 0; i < n; i++", "for ok"), "", "}")
		p.loops--
	case 4:
		p.block("if ok", p.pick("", leave), "}")
	case 5:
		loops := p.loops
		p.loops = 0
		p.block(p.pick("func()", "go func()", "defer func()"), p.pick("", "return"), "}()")
		p.loops = loops
	case 6:
		p.line("switch n {")
		p.line("case 1:")
		p.depth++
		p.request(leave)
		p.depth--
		p.line("default:")
		p.depth++
		p.request(leave)
		p.depth--
		p.line("}")
	case 7:
		p.line("%s", p.pick("println(u)", "u += \"x\"", leave))
	}
}

// request writes a call and what is done with its response.
func (p *programmer) request(leave string) {
	name := "resp"
	if p.named++; p.named > 1 {
		name += fmt.Sprint(p.named)
	}
	call := p.pick("http.Get(u)", "http.Head(u)", "http.Post(u, \"\", nil)", "http.DefaultClient.Do(new(http.Request))")
	switch p.next(10) {
	default:
		p.line("%s, err := %s", name, call)
		p.check(name, leave)
		p.use(name, leave)
	case 2:
		p.line("var %s *http.Response", name)
		p.line("%s, err = %s", name, call)
		p.check(name, leave)
		p.use(name, leave)
	case 3:
		p.line("%s", p.pick(call, "_, _ = "+call, "go "+call, "defer "+call))
	case 4:
		p.line("%s", p.pick("_, err := "+call, "_, err = "+call, "var _, err = "+call))
		p.check("", leave)
	case 5:
		p.line("if %s, err := %s; %s {", p.pick("_", name), call, p.pick("err != nil", "err == nil"))
		p.depth++
		p.line("%s", p.pick("println(err)", leave, name+".Body.Close()"))
		p.depth--
		p.line("}")
	case 6:
		p.line("%s := must(%s)", name, call)
		p.use(name, leave)
	case 7:
		p.line("println(%s)", p.pick("must("+call+").Status", "status("+call+")", "must("+call+").Body.Close()", "ok && must("+call+").StatusCode == 200"))
	case 8:
		p.line("if %s, err := %s; %s {", name, call, p.pick("err == nil && "+name+".StatusCode == 200", "err != nil || "+name+".StatusCode >= 400"))
		p.depth++
		p.use(name, leave)
		p.depth--
		p.line("}")
	}
}

// check writes what looks at the error.
func (p *programmer) check(name, leave string) {
	switch p.next(6) {
	default:
		p.line("if err != nil {")
		p.depth++
		p.leave(leave)
		p.depth--
		p.line("}")
	case 3:
		p.line("_ = err")
	case 4:
		if name == "" {
			p.line("println(err)")
		} else {
			p.line("if err != nil || %s.StatusCode >= 400 {", name)
			p.depth++
			p.leave(leave)
			p.depth--
			p.line("}")
		}
	}
}

// leave writes a way out of the function or loop, if leave is one.
func (p *programmer) leave(leave string) {
	if p.loops > 0 {
		p.line("%s", p.pick("continue", "break", "return"))
		return
	}
	if leave == "" {
		leave = "println(ok)"
	}
	p.line("%s", p.pick(leave, "panic(err)"))
}

// use writes what is done with a response.
func (p *programmer) use(name, leave string) {
	for range p.next(4) {
		switch p.next(8) {
		case 0:
			p.line("println(%s.Status)", name)
		case 1, 2:
			p.line("if %s {", p.pick("ok", name+".StatusCode >= 400"))
			p.depth++
			p.line("%s", p.pick("println(n)", name+".Body.Close()"))
			p.leave(leave)
			p.depth--
			p.line("}")
		case 3:
			p.line("io.Copy(io.Discard, %s.Body)", name)
		case 4:
			p.line("b, err := io.ReadAll(%s.Body)", name)
			p.line("println(b, err)")
		case 5:
			p.line("%scloseBody(%s)", p.pick("defer ", ""), name)
		case 6:
			p.line("n, err = %s.Body.Read(nil)", name)
		case 7:
			p.line("%s.Body.Read(nil)", name)
		}
	}
	switch p.next(6) {
	case 0:
		p.line("_ = %s", name)
	case 1, 2:
		p.line("%s.Body.Close()", name)
	case 3:
		p.line("defer %s.Body.Close()", name)
	case 4:
		p.line("defer func() { _ = %s.Body.Close() }()", name)
	case 5:
		p.line("_ = %s.Body.Close()", name)
	}
}
