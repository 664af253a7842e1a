package infer

import (
	"encoding/binary"
	"math"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A factReader reads what a factWriter wrote. After a failure it returns zero
// values.
type factReader struct {
	data   []byte
	failed bool
}

func (r *factReader) int() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > math.MaxInt32 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *factReader) text() string { return string(r.bytes()) }

// bytes returns a part of the data, nil if it is empty.
func (r *factReader) bytes() []byte {
	n := r.int()
	if n > len(r.data) {
		r.failed, r.data = true, nil
	}
	if r.failed || n == 0 {
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// take removes a field of some bits from a number.
func take(n *int, bits int) int {
	value := *n & (1<<bits - 1)
	*n >>= bits
	return value
}

func has(n *int) bool { return take(n, 1) == 1 }

func listed[T any](r *factReader, read func(*factReader) T) []T {
	return several(r, r.int(), read)
}

func several[T any](r *factReader, n int, read func(*factReader) T) []T {
	var elems []T
	for ; n > 0 && !r.failed; n-- {
		elems = append(elems, read(r))
	}
	return elems
}

func (r *factReader) summary() *effect.Summary {
	n := r.int()
	sum := &effect.Summary{NoReturn: has(&n)}
	hasFresh := has(&n)
	sum.KeepsError = has(&n)
	sum.Params = several(r, n, (*factReader).param)
	if hasFresh {
		sum.Fresh = listed(r, (*factReader).fresh)
	}
	return sum
}

func (r *factReader) param() (p effect.ParamEffect) {
	n := r.int()
	if has(&n) {
		p.Path = r.text()
	}
	p.Param = n + effect.Every
	p.Outcomes = listed(r, (*factReader).outcome)
	return p
}

func (r *factReader) fresh() (fr effect.Fresh) {
	n := r.int()
	fr.Read = effect.Reading(take(&n, 2))
	fr.When, fr.Aliases, fr.Codes = r.rest(&n)
	return fr
}

func (r *factReader) outcome() (o effect.Outcome) {
	n := r.int()
	o.Life = effect.Life(take(&n, 3))
	o.Read = effect.Reading(take(&n, 2))
	o.When, o.Aliases, o.Codes = r.rest(&n)
	o.Bounded, o.Detached = has(&n), has(&n)
	return o
}

// rest reads what outcomes and obligations have in common, as three flags say.
func (r *factReader) rest(n *int) (when []effect.Guard, aliases []effect.Alias, codes effect.Codes) {
	if has(n) {
		when = listed(r, (*factReader).guard)
	}
	if has(n) {
		aliases = listed(r, (*factReader).alias)
	}
	if has(n) {
		codes = append(effect.Codes{}, listed(r, (*factReader).codes)...)
	}
	return when, aliases, codes
}

func (r *factReader) guard() effect.Guard {
	n := r.int()
	is := take(&n, 3)
	return effect.Guard{Result: n, Is: effect.Truth(is)}
}

func (r *factReader) codes() effect.Range { return effect.Range{From: r.int(), To: r.int()} }

func (r *factReader) alias() (a effect.Alias) {
	n := r.int()
	if has(&n) {
		a.Path = r.text()
	}
	a.Result = n
	n = r.int()
	a.Rel.Kind = effect.Kind(take(&n, 2))
	a.Rel.Closes = has(&n)
	a.Rel.Reads = effect.Reading(take(&n, 2))
	a.Rel.Bound = has(&n)
	return a
}
