package model

import (
	"go/types"
	"strings"
)

// A named value is one row: what the library says of one symbol of a package.
// A symbol is written as Go's own documentation writes it: "Name", "(T).Method",
// "(*T).Method", or "*" for whatever else the package declares.
type named[V any] struct {
	symbol string
	value  V
}

// each returns one row for each of the symbols, which all mean the same.
func each[V any](value V, symbols ...string) []named[V] {
	rows := make([]named[V], len(symbols))
	for i, s := range symbols {
		rows[i] = named[V]{s, value}
	}
	return rows
}

// A key is a symbol in a form that can be made of a *types.Func without
// allocating.
type key struct {
	receiver string // name of the receiver's type, "" for a function
	pointer  bool   // the receiver is a pointer
	name     string
}

// rest is the key of the "*" row.
func rest() key { return key{name: "*"} }

// parse returns the key of a symbol as it stands in a row.
func parse(symbol string) key {
	receiver, name, ok := strings.Cut(symbol, ").")
	if !ok {
		return key{name: symbol}
	}
	receiver = strings.TrimPrefix(receiver, "(")
	typ, pointer := strings.CutPrefix(receiver, "*")
	return key{receiver: typ, pointer: pointer, name: name}
}

// keyOf returns the key of a declared function. The method of an interface type
// without a name has none.
func keyOf(fn *types.Func) (k key, ok bool) {
	k.name = fn.Name()
	recv := fn.Signature().Recv()
	if recv == nil {
		return k, true
	}
	t := types.Unalias(recv.Type())
	if p, isPointer := t.(*types.Pointer); isPointer {
		k.pointer, t = true, types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return k, false
	}
	k.receiver = named.Obj().Name()
	return k, true
}

// An index finds rows by the function they are about.
type index[V any] struct {
	rows  func(path string) []named[V] // nil for a package without rows
	built map[string]map[key]*V
}

func newIndex[V any](rows func(path string) []named[V]) index[V] {
	return index[V]{rows: rows}
}

// table returns the rows of a package, building them at the first question. It
// allocates nothing for a package without rows, which is nearly every one.
func (x *index[V]) table(path string) map[key]*V {
	if t, ok := x.built[path]; ok {
		return t
	}
	rows := x.rows(path)
	if rows == nil {
		return nil
	}
	t := make(map[key]*V, len(rows))
	for i := range rows {
		t[parse(rows[i].symbol)] = &rows[i].value
	}
	if x.built == nil {
		x.built = make(map[string]map[key]*V)
	}
	x.built[path] = t
	return t
}

// find returns the row of a function, or the row for the rest of its package,
// or nil.
func (x *index[V]) find(fn *types.Func) *V {
	if fn == nil || fn.Pkg() == nil { // error.Error is declared nowhere
		return nil
	}
	t := x.table(fn.Pkg().Path())
	if t == nil {
		return nil
	}
	if k, ok := keyOf(fn.Origin()); ok {
		if v := t[k]; v != nil {
			return v
		}
	}
	return t[rest()]
}

// object returns the row of a package-level object, which need not be a
// function: quicktest's checkers are variables.
func (x *index[V]) object(obj types.Object) *V {
	if fn, ok := obj.(*types.Func); ok {
		return x.find(fn)
	}
	if obj == nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return nil
	}
	return x.table(obj.Pkg().Path())[key{name: obj.Name()}]
}
