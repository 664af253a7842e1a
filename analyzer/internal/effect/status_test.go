package effect

import "testing"

var (
	lives    = []Life{Open, Guarded, Closing, Promised, Closed, Gone}
	readings = []Reading{None, Some, Maybe, EOF}
)

// TestReads checks that reading never takes anything back, that what has been
// read need not be read again, and that nothing is read after Close.
func TestReads(t *testing.T) {
	for _, l := range lives {
		for _, have := range readings {
			for _, r := range readings {
				s := Status{l, have}
				got := s.Reads(r)
				if got.Life != l {
					t.Errorf("%v.Reads(%v) changes the life to %v", s, r, got.Life)
				}
				want := max(have, r)
				if l == Closed {
					want = have
				}
				if got.Read != want || got.Reads(r) != got {
					t.Errorf("%v.Reads(%v) = %v, want reading %v", s, r, got, want)
				}
			}
		}
	}
}

// TestCloses checks that a close is final, and that it does not take back what
// was handed over.
func TestCloses(t *testing.T) {
	for _, test := range []struct {
		life     Life
		deferred bool
		want     Life
	}{
		{Open, false, Closed}, {Open, true, Closing},
		{Guarded, false, Closed}, {Guarded, true, Closing},
		{Closing, false, Closed}, {Closing, true, Closing},
		{Promised, false, Closed},
		{Closed, false, Closed}, {Closed, true, Closed},
		{Gone, false, Gone}, {Gone, true, Gone},
	} {
		s := Status{test.life, Some}.Closes(test.deferred)
		if s.Life != test.want || s.Read != Some {
			t.Errorf("%v closed (deferred: %v) becomes %v, want %v", test.life, test.deferred, s, test.want)
		}
		if s.Life != Open && !s.Settled() {
			t.Errorf("%v is not settled", s)
		}
	}
}

// TestThrough checks that a value which kept the parameter's relation is the
// argument itself, and that a wrapper of a wrapper can do no more than either.
func TestThrough(t *testing.T) {
	relations := []Relation{Whole(), Body(), Call(), {Kind: Stream, Reads: EOF}, {Kind: Stream, Closes: true}, {Kind: Stream, Reads: Maybe, Bound: true}}
	for _, r := range relations {
		for _, init := range []Relation{Whole(), Body()} {
			if got := r.Through(init, init); got != r {
				t.Errorf("%v through the identity of %v is %v", r, init, got)
			}
		}
		for _, w := range relations[3:] {
			got := r.Through(Body(), w)
			if got.Closes && (!r.Closes || !w.Closes) || got.Reads > r.Reads || got.Reads > w.Reads {
				t.Errorf("%v through %v can do more than either: %v", r, w, got)
			}
		}
	}
}
