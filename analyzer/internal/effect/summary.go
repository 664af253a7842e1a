package effect

// A Truth is what is known of a value in one outcome of a call.
type Truth uint8

const (
	Unknown Truth = iota
	Nil           // nil
	NonNil        // not nil
	True          // the boolean true
	False         // the boolean false
	IsEOF         // not nil, and io.EOF
	Failed        // not nil, and not io.EOF
)

// Receiver is the index of a method's receiver where parameters are counted.
const Receiver = -1

// Every is the index that stands for all parameters from the last declared one
// on: what a variadic function does to each of them.
const Every = -2

// A Guard is a condition on one result of a call: "result 1 is nil".
type Guard struct {
	Result int
	Is     Truth
}

// An Alias says that a result of a call leads to the obligation.
type Alias struct {
	Result int
	Path   string // field path inside the result, "" for the result itself
	Rel    Relation
}

// An Outcome is one way a call can end for one obligation handed to it.
type Outcome struct {
	When    []Guard // what holds of the results when the call ends this way
	Codes   Codes   // the status codes of the response with which it does
	Life    Life    // Open: still the caller's to close
	Read    Reading // how far the callee has read, as far as the relation goes
	Bounded bool    // the reading is a drain with a limit the program chose
	Aliases []Alias // the results that lead to the obligation afterwards

	// Detached says that the response the callee was given has another body now
	// and leads to the obligation no longer.
	Detached bool
}

// A ParamEffect lists the outcomes for an obligation that a parameter leads to.
// No outcome at all: the call does not return while the obligation exists.
type ParamEffect struct {
	Param    int    // index of the parameter, Receiver or Every
	Path     string // field path inside the argument, "" for the argument itself
	Outcomes []Outcome
}

// A Fresh is an obligation that a call hands to its caller.
type Fresh struct {
	Aliases []Alias // the results that lead to it
	When    []Guard // what holds of the results when it exists
	Codes   Codes   // what its status may be
	Read    Reading // how far its body has been read already
	Despite bool    // it comes with an error that is not nil
}

// A Summary is all that a caller must know of a function. A zero Summary is
// the statement that the function touches no body it is given and its results
// owe nothing; a function without a Summary is unknown, which is different.
type Summary struct {
	Params   []ParamEffect
	Fresh    []Fresh
	NoReturn bool // the function never returns to its caller

	// KeepsError says that the only result is an error that is not nil where the
	// only error among the parameters is not.
	KeepsError bool
}

// String returns the name of the truth, for people.
func (t Truth) String() string {
	return [...]string{"unknown", "nil", "non-nil", "true", "false", "io.EOF", "failed"}[t]
}
