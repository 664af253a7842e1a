package flow

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A Handle says that a value leads to the obligation: at a field path inside
// it, and in what relation.
type Handle struct {
	Path string
	Rel  effect.Relation
}

// A Value is what the exploration knows of one variable or expression. The zero
// Value is an unknown value that has nothing to do with the obligation.
type Value struct {
	Handles []Handle     // never modified once set; sorted by path
	Truth   effect.Truth // nil, true, …, as far as known
	Lit     *ast.FuncLit // the function literal it denotes, if that is known
	Own     bool         // a struct made here, nobody else has it: fields may be followed
	Codes   effect.Codes // of the status of a response that is not followed, what it may be
}

func (v Value) zero() bool {
	return len(v.Handles) == 0 && v.Truth == effect.Unknown && v.Lit == nil && !v.Own && v.Codes == nil
}

// leads reports whether the value leads to the obligation at all.
func (v Value) leads() bool { return len(v.Handles) > 0 }

// closes reports whether the body can be closed through the value.
func (v Value) closes() bool {
	return slices.ContainsFunc(v.Handles, func(h Handle) bool { return h.Rel.Closes })
}

// direct returns the handle that the value itself is, not one of its fields.
func (v Value) direct() (Handle, bool) {
	for _, h := range v.Handles {
		if h.Path == "" {
			return h, true
		}
	}
	return Handle{}, false
}

// truth returns what is known of the value as a condition: a value that leads
// to an existing obligation is not nil.
func (v Value) truth() effect.Truth {
	if v.Truth == effect.Unknown && (v.leads() || v.Lit != nil || v.Own) {
		return effect.NonNil
	}
	return v.Truth
}

// field returns the value of a field: the body of a response, or what a carrier
// holds there.
func (v Value) field(name string) Value {
	var hs []Handle
	for _, h := range v.Handles {
		switch {
		case h.Path == "" && h.Rel.Kind == effect.Response && name == "Body":
			rel := h.Rel
			rel.Kind = effect.Stream
			hs = append(hs, Handle{Rel: rel})
		case h.Path == name:
			hs = append(hs, Handle{Rel: h.Rel})
		default:
			if rest, ok := strings.CutPrefix(h.Path, name+"."); ok {
				hs = append(hs, Handle{Path: rest, Rel: h.Rel})
			}
		}
	}
	return Value{Handles: hs}
}

// asResponse returns the value as a response: one that was given the body in its
// Body field stands to it as a response does to its own.
func (v Value) asResponse() Value {
	hs := slices.Clone(v.Handles)
	for i, h := range hs {
		if h.Path == "Body" && h.Rel.Kind == effect.Stream {
			h.Rel.Kind = effect.Response
			hs[i] = Handle{Rel: h.Rel}
		}
	}
	v.Handles = hs
	return v
}

// under returns the handles as those of a struct whose field holds the value.
func (v Value) under(field string) []Handle {
	hs := make([]Handle, len(v.Handles))
	for i, h := range v.Handles {
		hs[i] = Handle{Path: track.Join(field, h.Path), Rel: h.Rel}
	}
	return hs
}

// withField returns the struct v after one of its fields was assigned.
func (v Value) withField(field string, w Value) Value {
	var hs []Handle
	for _, h := range v.Handles {
		if h.Path != field && !strings.HasPrefix(h.Path, field+".") {
			hs = append(hs, h)
		}
	}
	v.Handles = sorted(append(hs, w.under(field)...))
	return v
}

// merge returns a value that leads wherever v or w does.
func (v Value) merge(w Value) Value {
	hs := slices.Clone(v.Handles)
	for _, h := range w.Handles {
		if !slices.Contains(hs, h) {
			hs = append(hs, h)
		}
	}
	return Value{Handles: sorted(hs)}
}

func sorted(hs []Handle) []Handle {
	slices.SortStableFunc(hs, func(a, b Handle) int { return strings.Compare(a.Path, b.Path) })
	return hs
}
