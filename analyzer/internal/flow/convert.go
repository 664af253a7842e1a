package flow

import (
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// convert returns a value as seen through another type. A struct of one's own
// that becomes an interface is a wrapper: its methods say what closing and
// reading it does to the body inside.
func (x *explorer) convert(v Value, from, to types.Type) Value {
	if to != nil && track.IsResponse(to) {
		return v.asResponse()
	}
	if from != nil && track.IsResponse(from) && isStructPointer(to) {
		return Value{Handles: v.field("Body").under("Body")} // type answer http.Response
	}
	if from == nil || to == nil || !types.IsInterface(to) || types.IsInterface(from) {
		return v
	}
	if !v.leads() {
		return boxed(v, from, to)
	}
	if h, direct := v.direct(); direct {
		if h.Rel.Kind == effect.Closer && track.CanClose(from) { // a function with methods
			return Value{Handles: []Handle{{Rel: effect.Relation{Kind: effect.Stream, Closes: x.wrapCloses(from, h)}}}}
		}
		return v
	}
	rel := effect.Relation{Kind: effect.Stream}
	for _, h := range v.Handles {
		rel.Closes = rel.Closes || x.wrapCloses(from, h)
		rel.Reads = max(rel.Reads, x.wrapReads(from, h))
	}
	return v.merge(Value{Handles: []Handle{{Rel: rel}}})
}

func isStructPointer(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := structOf(t)
	return ok
}

// boxed returns a value that leads nowhere as an interface holds it: that is not nil,
// even if it holds a nil pointer (https://go.dev/doc/faq#nil_error).
func boxed(v Value, from, to types.Type) Value {
	if from == types.Typ[types.UntypedNil] {
		return v
	}
	if v.Truth == effect.Nil || v.Truth == effect.Unknown && track.IsError(to) {
		v.Truth = effect.NonNil
	}
	return v
}

// wrapCloses reports whether the Close method of a concrete type closes what a
// value of it holds at h. Code that cannot be seen is believed to.
func (x *explorer) wrapCloses(t types.Type, h Handle) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, nil, "Close")
	m, ok := obj.(*types.Func)
	if !ok || !h.Rel.Closes {
		return false
	}
	if path, ok := embeddedPath(t, index); ok && path != "" {
		if path == h.Path || path+".Body" == h.Path {
			return true
		}
		if h.Path, ok = strings.CutPrefix(h.Path, path+"."); !ok {
			return false
		}
	}
	sum := x.r.Method(m)
	if sum == nil {
		return true
	}
	outcomes, ok := lookup(sum, effect.Receiver, h.Path)
	if !ok {
		return false
	}
	for _, o := range outcomes {
		if o.Life == effect.Closed || o.Life == effect.Gone {
			return true
		}
	}
	return len(outcomes) == 0
}

// wrapReads returns how far reading a value of a concrete type to EOF reads
// what it holds at h.
func (x *explorer) wrapReads(t types.Type, h Handle) effect.Reading {
	obj, index, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	if _, ok := obj.(*types.Func); !ok {
		return effect.None
	}
	if path, ok := embeddedPath(t, index); ok && path != "" {
		if path == h.Path {
			return h.Rel.Reads
		}
		return effect.None
	}
	return h.Rel.Reads
}

// methodValue returns the value of v.Method without a call: a function that
// closes the body if the method does.
func (x *explorer) methodValue(v Value, m *types.Func) Value {
	for _, h := range v.Handles {
		closes := h.Path == "" && h.Rel.Kind == effect.Stream && track.IsCloseMethod(m)
		if closes || x.closesBy(m, h) {
			return Value{Handles: []Handle{{Rel: effect.Relation{Kind: effect.Closer, Closes: h.Rel.Closes}}}}
		}
	}
	// Any other method may read the body when it is called.
	return Value{Handles: []Handle{{Rel: effect.Relation{Kind: effect.Closer, Reads: effect.EOF}}}}
}

// closesBy reports whether a method closes what its receiver holds at a handle,
// however it ends.
func (x *explorer) closesBy(m *types.Func, h Handle) bool {
	sum := x.r.Method(m)
	if sum == nil {
		return false
	}
	outcomes, ok := lookup(sum, effect.Receiver, h.Path)
	return ok && allClose(outcomes)
}

func allClose(outcomes []effect.Outcome) bool {
	for _, o := range outcomes {
		if o.Life != effect.Closed {
			return false
		}
	}
	return len(outcomes) > 0
}
