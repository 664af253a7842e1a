package infer

import (
	"bytes"
	"errors"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A Fact carries what is known of the functions of a package to those that import
// it. A function that does what the conventions assume of unknown code is not in
// it, and a package of which there is nothing to say has none.
//
// It is about the package and not about each function: with every fact the
// drivers write the full names of its type, its package and its object, which is
// ten times what a summary takes.
type Fact struct {
	methods, functions []byte    // tables, see encodeTable
	others             []section // sorted by path
}

// A section holds the methods of another package, whose values can be had without
// importing it.
type section struct {
	path    string
	methods []byte
}

// AFact marks Fact as a fact of go/analysis.
func (*Fact) AFact() {}

// String returns a short form, for tests and for people.
func (f *Fact) String() string {
	var b strings.Builder
	write := func(prefix string, data []byte) {
		table := decodeTable(data)
		for _, name := range slices.Sorted(maps.Keys(table)) {
			b.WriteString(prefix + name + ": " + strings.Join(lines(table[name]), " ") + "\n")
		}
	}
	write("", f.functions)
	write("", f.methods)
	for _, s := range f.others {
		write(s.path+".", s.methods)
	}
	return b.String()
}

// empty reports whether the fact says nothing.
func (f *Fact) empty() bool { return len(f.methods)+len(f.functions)+len(f.others) == 0 }

// factName returns the name under which a function or method is found in a table.
func factName(fn *types.Func) string {
	if t := receiver(fn); t != nil {
		return t.Name() + "." + fn.Name()
	}
	return fn.Name()
}

// receiver returns the type whose method a function is, or nil.
func receiver(fn *types.Func) *types.TypeName {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj()
	}
	return nil
}

// factFormat is the first number of an encoded fact, to be raised with each
// change. The go command never shows one build of a tool the facts of another,
// but other drivers may keep them.
const factFormat = 4

// badFact is the error for bytes that are no fact of this format.
func badFact() error { return errors.New("fact of another version of respbody") }

// GobEncode returns the fact in the compact form in which it travels.
func (f *Fact) GobEncode() ([]byte, error) {
	var w factWriter
	w.int(factFormat)
	w.text(string(f.methods))
	w.text(string(f.functions))
	last := ""
	list(&w, f.others, func(w *factWriter, s section) {
		w.name(last, s.path)
		w.text(string(s.methods))
		last = s.path
	})
	return w.data, nil
}

// GobDecode sets the fact to what GobEncode returned. It returns an error for
// anything else, except for what is in the tables: those are looked at when
// somebody asks for a function.
func (f *Fact) GobDecode(data []byte) error {
	r := factReader{data: bytes.Clone(data)}
	if r.int() != factFormat {
		return badFact()
	}
	f.methods, f.functions = r.bytes(), r.bytes()
	last := ""
	f.others = listed(&r, func(r *factReader) section {
		last = r.name(last)
		return section{last, r.bytes()}
	})
	if r.failed || len(r.data) > 0 {
		return badFact()
	}
	return nil
}
