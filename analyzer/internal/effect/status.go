// Package effect is the vocabulary every other package of the analyzer speaks:
// what may have become of one response body (Status), in what relation a value
// stands to it (Relation), and what a function does to it (Summary). It is a
// leaf: it knows neither syntax nor types, so a Summary can be written down as
// data (package model), computed (package infer) or sent as a fact.
package effect

// Life says how far the duty to close a body has come on one path.
type Life uint8

const (
	// Open: nobody has closed the body yet and this code still owes the Close.
	Open Life = iota
	// Guarded: a deferred function literal will close whatever a variable holds
	// when the function ends. The promise is about the variable, so it breaks
	// when the variable is assigned again.
	Guarded
	// Closing: a close of this very body is deferred in the function being run;
	// nothing can undo it.
	Closing
	// Promised: somebody else will certainly close it, later: a test cleanup, a
	// goroutine. Until then it can be read.
	Promised
	// Closed: Close has been called.
	Closed
	// Gone: somebody else owes the Close now, or nobody can tell who does.
	Gone
)

// Reading says how far a body has been read, as a lower and upper bound in one:
// each level names what is known of a successful run. The order matters:
// joining two readings of one path takes the greater.
type Reading uint8

const (
	// None: nothing has been read.
	None Reading = iota
	// Some: something was read, certainly not up to EOF.
	Some
	// Maybe: whether EOF was reached depends on framing, buffers or timing, or
	// on code that cannot be seen.
	Maybe
	// EOF: read to io.EOF, or there is nothing to read at all.
	EOF
)

// A Status is what has become of one obligation on one path.
type Status struct {
	Life Life
	Read Reading
}

// Settled reports whether the duty to close is done, or somebody else's.
func (s Status) Settled() bool { return s.Life != Open }

// Reads returns the status after a read that reaches level r. A read after Close
// fails and changes nothing (net/http: "read on closed response body").
func (s Status) Reads(r Reading) Status {
	if s.Life != Closed && r > s.Read {
		s.Read = r
	}
	return s
}

// Closes returns the status after Close, or after the registration of a Close
// that is deferred.
func (s Status) Closes(deferred bool) Status {
	switch {
	case s.Life == Gone || s.Life == Closed:
	case deferred:
		s.Life = Closing
	default:
		s.Life = Closed
	}
	return s
}

// String returns the name of the life, for people.
func (l Life) String() string {
	return [...]string{"open", "guarded", "closing", "promised", "closed", "gone"}[l]
}

// String returns the name of the level, for people.
func (r Reading) String() string { return [...]string{"none", "some", "maybe", "eof"}[r] }
