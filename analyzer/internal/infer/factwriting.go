package infer

import (
	"encoding/binary"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A factWriter encodes facts. Summaries are written by hand, as small numbers and a
// few names: the type descriptors that gob sends along with structs are many times
// as large as what they describe. Several small fields share a number. What is
// rarely set is in the high bits, so that most numbers take one byte, and so do
// most outcomes.
type factWriter struct{ data []byte }

func (w *factWriter) int(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }

func (w *factWriter) text(s string) {
	w.int(len(s))
	w.data = append(w.data, s...)
}

// fields writes several fields as one number, the first in the lowest bits.
func (w *factWriter) fields(fs ...field) {
	n, shift := 0, 0
	for _, f := range fs {
		n |= f.value << shift
		shift += f.bits
	}
	w.int(n)
}

// A field is a number and how many bits it takes at most; the last of several
// may take more.
type field struct{ value, bits int }

func flag(b bool) field {
	if b {
		return field{1, 1}
	}
	return field{0, 1}
}

func list[T any](w *factWriter, elems []T, write func(*factWriter, T)) {
	w.int(len(elems))
	for _, e := range elems {
		write(w, e)
	}
}

func (w *factWriter) summary(sum *effect.Summary) {
	fresh := unlessFailed(sum.Fresh)
	w.fields(flag(sum.NoReturn), flag(len(fresh) > 0), flag(sum.KeepsError), field{value: len(sum.Params)})
	for _, p := range sum.Params {
		w.fields(flag(p.Path != ""), field{value: p.Param - effect.Every})
		if p.Path != "" {
			w.text(p.Path)
		}
		list(w, p.Outcomes, (*factWriter).outcome)
	}
	if len(fresh) > 0 {
		list(w, fresh, (*factWriter).fresh)
	}
}

func (w *factWriter) fresh(fr effect.Fresh) {
	w.fields(field{int(fr.Read), 2}, flag(len(fr.When) > 0), flag(len(fr.Aliases) > 0), flag(fr.Codes != nil))
	w.rest(fr.When, fr.Aliases, fr.Codes)
}

func (w *factWriter) outcome(o effect.Outcome) {
	w.fields(field{int(o.Life), 3}, field{int(o.Read), 2}, flag(len(o.When) > 0), flag(len(o.Aliases) > 0),
		flag(o.Codes != nil), flag(o.Bounded), flag(o.Detached))
	w.rest(o.When, o.Aliases, o.Codes)
}

// rest writes what outcomes and obligations have in common, each if there is any.
func (w *factWriter) rest(when []effect.Guard, aliases []effect.Alias, codes effect.Codes) {
	if len(when) > 0 {
		list(w, when, func(w *factWriter, g effect.Guard) { w.fields(field{int(g.Is), 3}, field{value: g.Result}) })
	}
	if len(aliases) > 0 {
		list(w, aliases, (*factWriter).alias)
	}
	if codes != nil {
		list(w, codes, func(w *factWriter, r effect.Range) {
			w.int(r.From)
			w.int(r.To)
		})
	}
}

func (w *factWriter) alias(a effect.Alias) {
	w.fields(flag(a.Path != ""), field{value: a.Result})
	if a.Path != "" {
		w.text(a.Path)
	}
	w.fields(field{int(a.Rel.Kind), 2}, flag(a.Rel.Closes), field{int(a.Rel.Reads), 2}, flag(a.Rel.Bound))
}
