package infer

import (
	"encoding/binary"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// Summaries are written by hand, as lists of small numbers and a few names: the
// type descriptors that gob sends along with structs are many times as large as
// what they describe.

type factWriter struct{ data []byte }

func (w *factWriter) int(n int) { w.data = binary.AppendVarint(w.data, int64(n)) }

func (w *factWriter) flag(b bool) {
	n := 0
	if b {
		n = 1
	}
	w.int(n)
}

func (w *factWriter) text(s string) {
	w.int(len(s))
	w.data = append(w.data, s...)
}

func list[T any](w *factWriter, elems []T, write func(*factWriter, T)) {
	w.int(len(elems))
	for _, e := range elems {
		write(w, e)
	}
}

func (w *factWriter) summary(sum *effect.Summary) {
	w.flag(sum.NoReturn)
	list(w, sum.Params, func(w *factWriter, p effect.ParamEffect) {
		w.int(p.Param)
		w.text(p.Path)
		list(w, p.Outcomes, (*factWriter).outcome)
	})
	list(w, sum.Fresh, func(w *factWriter, fr effect.Fresh) {
		list(w, fr.Aliases, (*factWriter).alias)
		list(w, fr.When, (*factWriter).guard)
		w.int(int(fr.Read))
		w.codes(fr.Codes)
	})
}

func (w *factWriter) outcome(o effect.Outcome) {
	list(w, o.When, (*factWriter).guard)
	w.int(int(o.Life))
	w.int(int(o.Read))
	w.flag(o.Bounded)
	list(w, o.Aliases, (*factWriter).alias)
	w.flag(o.Detached)
	w.codes(o.Codes)
}

// codes writes the length of a set and one more, for all codes are none written.
func (w *factWriter) codes(c effect.Codes) {
	if c == nil {
		w.int(0)
		return
	}
	w.int(1 + len(c))
	for _, r := range c {
		w.int(r.From)
		w.int(r.To)
	}
}

func (w *factWriter) guard(g effect.Guard) {
	w.int(g.Result)
	w.int(int(g.Is))
}

func (w *factWriter) alias(a effect.Alias) {
	w.int(a.Result)
	w.text(a.Path)
	w.int(int(a.Rel.Kind))
	w.flag(a.Rel.Closes)
	w.int(int(a.Rel.Reads))
	w.flag(a.Rel.Bound)
}

// A factReader reads what a factWriter wrote. After a failure it returns zero
// values.
type factReader struct {
	data   []byte
	failed bool
}

func (r *factReader) int() int {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *factReader) flag() bool { return r.int() != 0 }

func (r *factReader) text() string { return string(r.bytes()) }

// bytes returns a part of the data, nil if it is empty.
func (r *factReader) bytes() []byte {
	n := r.int()
	if n < 0 || n > len(r.data) {
		r.failed, r.data = true, nil
	}
	if r.failed || n == 0 {
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

func listed[T any](r *factReader, read func(*factReader) T) []T {
	var elems []T
	for n := r.int(); n > 0 && !r.failed; n-- {
		elems = append(elems, read(r))
	}
	return elems
}

func (r *factReader) summary() *effect.Summary {
	return &effect.Summary{
		NoReturn: r.flag(),
		Params: listed(r, func(r *factReader) effect.ParamEffect {
			return effect.ParamEffect{Param: r.int(), Path: r.text(), Outcomes: listed(r, (*factReader).outcome)}
		}),
		Fresh: listed(r, func(r *factReader) effect.Fresh {
			return effect.Fresh{
				Aliases: listed(r, (*factReader).alias),
				When:    listed(r, (*factReader).guard),
				Read:    effect.Reading(r.int()),
				Codes:   r.codes(),
			}
		}),
	}
}

func (r *factReader) outcome() effect.Outcome {
	return effect.Outcome{
		When:     listed(r, (*factReader).guard),
		Life:     effect.Life(r.int()),
		Read:     effect.Reading(r.int()),
		Bounded:  r.flag(),
		Aliases:  listed(r, (*factReader).alias),
		Detached: r.flag(),
		Codes:    r.codes(),
	}
}

func (r *factReader) codes() effect.Codes {
	n := r.int() - 1
	if n < 0 {
		return nil
	}
	c := effect.Codes{}
	for ; n > 0 && !r.failed; n-- {
		c = append(c, effect.Range{From: r.int(), To: r.int()})
	}
	return c
}

func (r *factReader) guard() effect.Guard {
	return effect.Guard{Result: r.int(), Is: effect.Truth(r.int())}
}

func (r *factReader) alias() effect.Alias {
	return effect.Alias{Result: r.int(), Path: r.text(), Rel: r.relation()}
}

func (r *factReader) relation() effect.Relation {
	return effect.Relation{Kind: effect.Kind(r.int()), Closes: r.flag(), Reads: effect.Reading(r.int()), Bound: r.flag()}
}
