package model

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A probe makes one outcome of one row happen. Its function returns the result
// that the outcome's guard is about.
type probe struct {
	symbol  string
	outcome string // "", "nil", "error", "eof", "true", "false", and ", closed" if it closes
	data    payload
	run     func(*body) any
}

// TestReads measures how far each outcome of each row reads, and whether it
// closes.
func TestReads(t *testing.T) {
	for _, p := range probes() {
		t.Run(p.symbol+" "+p.outcome, func(t *testing.T) {
			row := summaryOf(t, p.symbol)
			o, eof := outcomeOf(row, p.outcome), outcomeOf(row, "eof")
			if o == nil {
				t.Fatal("the row has no such outcome")
			}
			measure(t, p.data, o.Read, func(b *body) error {
				got := label(p.run(b), p.outcome, eof != nil)
				if b.closed {
					got += ", closed"
				}
				if got != p.outcome {
					return fmt.Errorf("ended in outcome %q", got)
				}
				return nil
			})
		})
	}
}

// label names the outcome that a result belongs to in a row that has or has not
// an outcome for io.EOF.
func label(result any, want string, eof bool) string {
	if want == "" { // the row does not look at results
		return ""
	}
	switch r := result.(type) {
	case bool:
		return strconv.FormatBool(r)
	case error:
		if eof && r == io.EOF {
			return "eof"
		}
		return "error"
	}
	return "nil"
}

// summaryOf returns the summary of "path symbol", or of a variant of it that a
// constant argument chooses, "path symbol(true)".
func summaryOf(t *testing.T, s string) effect.Summary {
	t.Helper()
	path, symbol, _ := strings.Cut(s, " ")
	for _, r := range variantRows(path) {
		switch symbol {
		case r.symbol + "(true)":
			return r.value.yes
		case r.symbol + "(false)":
			return r.value.no
		}
	}
	for _, r := range summaryRows(path) {
		if r.symbol == symbol {
			return r.value
		}
	}
	t.Fatalf("no row for %s", s)
	return effect.Summary{}
}

// outcomeOf returns the outcome with a label. A row that touches nothing has
// one, which reads nothing.
func outcomeOf(s effect.Summary, want string) *effect.Outcome {
	for _, p := range s.Params {
		for i, o := range p.Outcomes {
			if outcomeLabel(o) == want {
				return &p.Outcomes[i]
			}
		}
	}
	if len(s.Params) == 0 && want == "" {
		return &effect.Outcome{}
	}
	return nil
}

// outcomeLabel names an outcome of a row by its guard and by whether it closes.
func outcomeLabel(o effect.Outcome) string {
	var s string
	if len(o.When) > 0 {
		s = map[effect.Truth]string{
			effect.Nil: "nil", effect.NonNil: "error", effect.IsEOF: "eof", effect.True: "true", effect.False: "false",
		}[o.When[0].Is]
	}
	switch o.Life {
	case effect.Closed:
		s += ", closed"
	case effect.Gone:
		s += ", gone"
	}
	return s
}
