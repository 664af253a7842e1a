package effect

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Codes is a set of status codes: ranges in ascending order with gaps between
// them. Nil stands for every code there is; the set of none is empty and not
// nil. A set is never modified once made.
type Codes []Range

// A Range holds the status codes from one number to another, both included.
type Range struct{ From, To int }

// The codes there are: three digits (RFC 9110, section 15), and what tests make up.
const (
	lowest  = 0
	highest = math.MaxInt16
)

// AtMost returns the codes up to a number.
func AtMost(n int) Codes { return Between(lowest, n) }

// AtLeast returns the codes from a number on.
func AtLeast(n int) Codes { return Between(n, highest) }

// Between returns the codes from one number to another, both included, none if
// the second is the smaller one.
func Between(from, to int) Codes {
	if from, to = max(from, lowest), min(to, highest); from > to {
		return Codes{}
	}
	return Codes{{from, to}}
}

// String returns the codes for people: "200-299, 404".
func (c Codes) String() string {
	if c == nil {
		return "any"
	}
	var all []string
	for _, r := range c {
		switch {
		case r.From == r.To:
			all = append(all, fmt.Sprint(r.From))
		case r.From == lowest:
			all = append(all, fmt.Sprintf("up to %d", r.To))
		case r.To == highest:
			all = append(all, fmt.Sprintf("from %d", r.From))
		default:
			all = append(all, fmt.Sprintf("%d-%d", r.From, r.To))
		}
	}
	return strings.Join(all, ", ")
}

// None reports whether a set has no code in it.
func (c Codes) None() bool { return c != nil && len(c) == 0 }

// And returns the codes that are in both sets.
func (c Codes) And(d Codes) Codes {
	if c == nil || d == nil {
		return slices.Concat(c, d)
	}
	both := Codes{}
	for _, r := range c {
		for _, q := range d {
			if from, to := max(r.From, q.From), min(r.To, q.To); from <= to {
				both = append(both, Range{from, to})
			}
		}
	}
	return both
}

// Or returns the codes that are in one of two sets.
func (c Codes) Or(d Codes) Codes {
	if c == nil || d == nil {
		return nil
	}
	return c.Not().And(d.Not()).Not()
}

// Not returns the codes that are not in a set.
func (c Codes) Not() Codes {
	if c == nil {
		return Codes{}
	}
	gaps, from := Codes{}, lowest
	for _, r := range c {
		if from < r.From {
			gaps = append(gaps, Range{from, r.From - 1})
		}
		if r.To == highest {
			return gaps
		}
		from = r.To + 1
	}
	if from == lowest {
		return nil
	}
	return append(gaps, Range{from, highest})
}
