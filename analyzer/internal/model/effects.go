package model

import "github.com/respbody/respbody/analyzer/internal/effect"

// The constructors below are the words the rows are written in. Each makes a
// Summary about one parameter (or effect.Receiver); all joins several.

// row is a row of the summary tables.
type row = named[effect.Summary]

// part is how far a buffered reader that gathers small items (lines, records,
// headers) has come when it hands one over. On a body larger than the buffer that
// is certainly not EOF. A body that fits the buffer may have been read whole, if
// its length was announced or its end came in the same packet.
const part = effect.Maybe

// nothing says that the function touches no body it is given.
func nothing() effect.Summary { return effect.Summary{} }

// looks says that the function does nothing to what it is given, not even where that
// is passed as an any.
func looks() effect.Summary { return acts(effect.Every, effect.Outcome{}) }

// on is an outcome with one condition that leaves the body open.
func on(result int, is effect.Truth, read effect.Reading) effect.Outcome {
	return effect.Outcome{When: []effect.Guard{{Result: result, Is: is}}, Read: read}
}

// acts lists the outcomes for one parameter.
func acts(param int, outcomes ...effect.Outcome) effect.Summary {
	return effect.Summary{Params: []effect.ParamEffect{{Param: param, Outcomes: outcomes}}}
}

// all joins summaries that speak of different parameters and results.
func all(parts ...effect.Summary) effect.Summary {
	var s effect.Summary
	for _, p := range parts {
		s.Params = append(s.Params, p.Params...)
		s.Fresh = append(s.Fresh, p.Fresh...)
	}
	return s
}

// reads says that the call reads the argument up to a level, whatever it
// returns: an error then means that reading failed, and a body that cannot be
// read further costs its connection anyway.
func reads(param int, level effect.Reading) effect.Summary {
	return acts(param, effect.Outcome{Read: level})
}

// drains says that the call reads to EOF if it succeeds. It can fail on its own
// account, for it also writes or parses, and then may have stopped anywhere.
func drains(param, err int) effect.Summary {
	return acts(param, on(err, effect.Nil, effect.EOF), on(err, effect.NonNil, effect.Maybe))
}

// decodes says that the call reads one value. Whether it then has seen EOF
// depends on framing and buffers; if it returns io.EOF, it has.
func decodes(param, err int) effect.Summary {
	return acts(param, on(err, effect.Nil, effect.Maybe), on(err, effect.IsEOF, effect.EOF), on(err, effect.NonNil, effect.Maybe))
}

// steps says that the method reads an item off its receiver, and that it has no
// error but the reader's own: whatever it returns, the receiver has ended.
func steps(err int) effect.Summary {
	return acts(effect.Receiver, on(err, effect.Nil, part), on(err, effect.NonNil, effect.EOF))
}

// picks says that the call reads an item off the argument and can refuse what it
// finds there before the end.
func picks(param, err int) effect.Summary {
	return acts(param, on(err, effect.Nil, part), on(err, effect.IsEOF, effect.EOF), on(err, effect.NonNil, effect.Maybe))
}

// fills says that the call reads a certain number of bytes. It returns nil when
// it has them, which says nothing of EOF; every error is the reader's end (io.EOF,
// io.ErrUnexpectedEOF) or its failure.
func fills(param, err int) effect.Summary {
	return acts(param, on(err, effect.Nil, effect.Maybe), on(err, effect.NonNil, effect.EOF))
}

// passes is the relation of a wrapper that hands reads on up to a level and does
// not close what it wraps.
func passes(level effect.Reading) effect.Relation {
	return effect.Relation{Kind: effect.Stream, Reads: level}
}

// wraps says that result 0 stands in a relation to the argument.
func wraps(param int, rel effect.Relation) effect.Summary {
	return acts(param, effect.Outcome{Aliases: []effect.Alias{{Rel: rel}}})
}

// wrapsIn is wraps for a field of result 0.
func wrapsIn(param int, path string, rel effect.Relation) effect.Summary {
	return acts(param, effect.Outcome{Aliases: []effect.Alias{{Path: path, Rel: rel}}})
}

// opens says that result 0 is a wrapper if the call succeeds, and that making
// it reads a header first. Path is the field of the result that wraps.
func opens(param, err int, path string, rel effect.Relation) effect.Summary {
	done := on(err, effect.Nil, part)
	done.Aliases = []effect.Alias{{Path: path, Rel: rel}}
	return acts(param, done, on(err, effect.NonNil, effect.Maybe))
}

// takes says that the argument is somebody else's from now on.
func takes(param int) effect.Summary {
	return acts(param, effect.Outcome{Life: effect.Gone})
}

// closing is an outcome with one condition that closes the body.
func closing(result int, is effect.Truth, read effect.Reading) effect.Outcome {
	o := on(result, is, read)
	o.Life = effect.Closed
	return o
}

// responds says that result 0 is a response the caller must close, if result 1,
// the error, is nil. Read is how far its body is read already.
func responds(read effect.Reading) effect.Summary {
	return effect.Summary{Fresh: []effect.Fresh{{
		Aliases: []effect.Alias{{Rel: effect.Whole()}},
		When:    []effect.Guard{{Result: 1, Is: effect.Nil}},
		Read:    read,
	}}}
}

// A variant is a summary that a constant boolean argument chooses.
type variant struct {
	param   int
	yes, no effect.Summary
}

// A drain names the parameters of a copy.
type drain struct {
	dst, src int
	bounded  bool
}
