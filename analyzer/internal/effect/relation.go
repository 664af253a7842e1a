package effect

// A Kind tells apart the shapes in which a value can lead to a body.
type Kind uint8

const (
	// Response: an *http.Response; its Body field is the body.
	Response Kind = iota
	// Stream: the body itself, or a wrapper around it.
	Stream
	// Closer: a function value that closes the body, or reads it, when called:
	// the method value resp.Body.Close, or a literal that does as much.
	Closer
)

// A Relation is what a value can do to the body behind it. Reading and closing
// are two relations, not one: io.NopCloser passes reads on and Close not,
// struct{io.Reader; io.Closer} may split them between two bodies.
type Relation struct {
	Kind   Kind
	Closes bool    // closing the value closes the body
	Reads  Reading // how far the body is read when the value is read to EOF
	Bound  bool    // reads are cut by a limit the program chose (io.LimitReader)
}

// Whole is the relation of a response to its own body.
func Whole() Relation { return Relation{Kind: Response, Closes: true, Reads: EOF} }

// Body is the relation of a body to itself.
func Body() Relation { return Relation{Kind: Stream, Closes: true, Reads: EOF} }

// Call is the relation of a function value to a body of which nothing is known
// but that calling it may read the body and closes it.
func Call() Relation { return Relation{Kind: Closer, Closes: true, Reads: EOF} }

// Through returns the relation to the body of a value that a function made from
// an argument. The argument stands in relation r to the body; the function was
// analysed with its parameter in relation init, and then the value stood in
// relation w. A value that kept the parameter's relation is the argument itself.
func (r Relation) Through(init, w Relation) Relation {
	if w == init {
		return r
	}
	return Relation{
		Kind:   w.Kind,
		Closes: r.Closes && w.Closes,
		Reads:  min(r.Reads, w.Reads),
		Bound:  r.Bound || w.Bound,
	}
}
