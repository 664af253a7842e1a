// Package generate makes up Go functions that request, pass round, read and
// close HTTP responses, for tests that compare what the analyzer says of them
// with what they do when they are run. It knows the language and net/http; of the
// analyzer it knows only what its specification promises.
package generate

import (
	"fmt"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A Program is one function with the functions of its own that it calls. The
// same seed makes the same program.
type Program struct {
	Seed    uint64
	Main    *Func
	Helpers []*Func
	Named   []string // the productions of the grammar that made it, each once

	// Lends says that somebody else is left a body, or a function that closes it,
	// and may read it in time: the analyzer does not call it unread then.
	Lends bool
	// Fetches says that a helper asks, which hands the response out on some of its
	// paths only. The analyzer judges the others, and the caller, each by itself.
	Fetches bool
}

// A Func is a function declaration. The parameters of a main function are those
// of the catalogue that its text mentions.
type Func struct {
	Name    string // "@" stands for what makes names unique in a package
	Params  string // "" for the main function
	Results string
	Body    []*Stmt
}

// A Stmt is a statement: a text, or a head with blocks. In texts "@" stands for
// what makes the names of helpers unique.
type Stmt struct {
	Text  string
	Parts []Part
	Tail  string // behind the last brace: "()" calls a literal
	Flat  bool   // a clause of a switch: the block has no braces
}

// A Part is a block and what stands before its brace: "if a", "else".
type Part struct {
	Head string
	Body []*Stmt
}

// line returns a statement of one line.
func line(format string, args ...any) *Stmt {
	return &Stmt{Text: fmt.Sprintf(format, args...)}
}

// block returns a statement of one block.
func block(head string, body []*Stmt) *Stmt {
	return &Stmt{Parts: []Part{{head, body}}}
}

// clause returns a case of a switch.
func clause(head string, body []*Stmt) *Stmt {
	return &Stmt{Flat: true, Parts: []Part{{head, body}}}
}

// A Param is a parameter that main functions may have.
type Param struct {
	Name string
	Type string
	Dim  int    // how many values it takes
	Arg  string // its i-th value in the runner's table
}

// Catalogue returns the parameters there are, in the order of declaration.
func Catalogue() []Param {
	catalogue := []Param{
		{"u", "string", 1, "e.url"},
		{"client", "*http.Client", 1, "e.client"},
		{"rt", "http.RoundTripper", 1, "e.transport"},
		{"get", "func(string) (*http.Response, error)", 1, "e.client.Get"},
		{"d", "doer", 1, "e.client"},
		{"k", "*keeper", 1, "e.keeper"},
	}
	for _, name := range []string{"a", "b", "c", "t", "w", "z", "p", "q", "r", "s"} {
		catalogue = append(catalogue, Param{name, "bool", 2, "v[%d] == 1"})
	}
	for _, name := range []string{"n", "m"} {
		catalogue = append(catalogue, Param{name, "int", 3, "v[%d]"})
	}
	return catalogue
}

// Params returns the parameters that the main function mentions.
func (p *Program) Params() []Param {
	var b strings.Builder
	writeBody(&b, p.Main.Body)
	names := identifiers(b.String())
	return slices.DeleteFunc(Catalogue(), func(q Param) bool { return q.Name != "u" && !slices.Contains(names, q.Name) })
}

// identifiers returns the identifiers in a text that no dot precedes.
func identifiers(text string) []string {
	var s scanner.Scanner
	src := []byte(text)
	s.Init(token.NewFileSet().AddFile("", -1, len(src)), src, nil, 0)
	var names []string
	for last := token.ILLEGAL; ; {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return names
		}
		if tok == token.IDENT && last != token.PERIOD {
			names = append(names, lit)
		}
		last = tok
	}
}

// Source returns the text of the program as declarations, one statement a line
// and not indented. The main function is called name, which ends in a number.
func (p *Program) Source(name string) string {
	var b strings.Builder
	for _, f := range p.functions(name) {
		write(&b, f)
	}
	return strings.ReplaceAll(b.String(), "@", strings.TrimLeft(name, letters))
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// functions returns the functions that are written, the main one first.
func (p *Program) functions(name string) []*Func {
	var params []string
	for _, q := range p.Params() {
		params = append(params, q.Name+" "+q.Type)
	}
	main := &Func{name, strings.Join(params, ", "), p.Main.Results, p.Main.Body}
	return append([]*Func{main}, p.used()...)
}

// used returns the helpers that are called, be it by each other.
func (p *Program) used() []*Func {
	var used []*Func
	var b strings.Builder
	writeBody(&b, p.Main.Body)
	for _, h := range slices.Backward(p.Helpers) { // later ones call earlier ones
		if strings.Contains(b.String(), h.Name+"(") {
			used = append(used, h)
			writeBody(&b, h.Body)
		}
	}
	return used
}

func write(b *strings.Builder, f *Func) {
	fmt.Fprintf(b, "func %s(%s) %s {\n", f.Name, f.Params, f.Results)
	writeBody(b, f.Body)
	b.WriteString("}\n")
}

func writeBody(b *strings.Builder, body []*Stmt) {
	for _, s := range body {
		writeStmt(b, s)
	}
}

func writeStmt(b *strings.Builder, s *Stmt) {
	b.WriteString(s.Text)
	for i, part := range s.Parts {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(part.Head)
		if s.Flat {
			b.WriteString("\n")
			writeBody(b, part.Body)
			return
		}
		b.WriteString(" {\n")
		writeBody(b, part.Body)
		b.WriteString("}")
	}
	b.WriteString(s.Tail)
	b.WriteString("\n")
}

// Size says how large a program is, for the comparison of shrunk ones.
func (p *Program) Size() int {
	size := len(p.Params())
	for _, f := range append(p.used(), p.Main) {
		size += 2 + sizeOf(f.Body)
	}
	return size
}

func sizeOf(body []*Stmt) int {
	size := 0
	for _, s := range body {
		size += 10 + len(s.Text)/8
		for _, part := range s.Parts {
			size += 2 + len(part.Head)/8 + sizeOf(part.Body)
		}
	}
	return size
}

// Row returns the program's entry in the runner's table: how to call it with
// every vector of values, and the answers to try.
func (p *Program) Row(name string) string {
	var args []string
	var dims []string
	for _, q := range p.Params() {
		if q.Dim == 1 {
			args = append(args, q.Arg)
			continue
		}
		args = append(args, fmt.Sprintf(q.Arg, len(dims)))
		dims = append(dims, strconv.Itoa(q.Dim))
	}
	call := fmt.Sprintf("%s(%s)", name, strings.Join(args, ", "))
	if p.Main.Results != "" {
		call = "e.settle(" + call + ")"
	}
	return fmt.Sprintf("{%q, []int{%s}, %#v, func(e *env, v []int) { %s }},\n", name, strings.Join(dims, ", "), p.tries(), call)
}
