package model

import "github.com/respbody/respbody/analyzer/internal/effect"

func httpRows() []row {
	return []row{
		{"Get", responds(effect.None)},
		{"Head", responds(effect.EOF)}, // NoBody, and the connection is pooled already
		{"Post", all(takes(2), responds(effect.None))},
		{"PostForm", responds(effect.None)},
		{"(*Client).Do", responds(effect.None)},
		{"(*Client).Get", responds(effect.None)},
		{"(*Client).Head", responds(effect.EOF)},
		{"(*Client).Post", all(takes(2), responds(effect.None))},
		{"(*Client).PostForm", responds(effect.None)},
		{"(*Transport).RoundTrip", responds(effect.None)},
		{"(*ClientConn).RoundTrip", responds(effect.None)},
		{"(RoundTripper).RoundTrip", responds(effect.None)},

		// No pool stands behind the reader, so nobody asks for a drain: Close
		// itself reads the rest, so that the reader is at the next message.
		{"ReadResponse", all(reads(0, effect.Maybe), responds(effect.EOF))},
		{"ReadRequest", reads(0, effect.Maybe)},

		// The parameter is an io.Reader and is asserted to an io.ReadCloser; the
		// transport closes request bodies, "even on errors".
		{"NewRequest", takes(2)},
		{"NewRequestWithContext", takes(3)},
		{"MaxBytesReader", wraps(1, effect.Relation{Kind: effect.Stream, Closes: true, Reads: effect.Maybe, Bound: true})},

		{"(*Response).Cookies", nothing()},
		{"(*Response).Location", nothing()},
		{"(*Response).ProtoAtLeast", nothing()},
		{"(*Response).Write", writes(effect.Receiver, 0)},
	}
}

// writes says that the call writes a response out. Once it gets to the body, it
// closes it, whether it can write it all or not; an error while it writes the
// header comes back with the body untouched.
func writes(param, err int) effect.Summary {
	return acts(param, closing(err, effect.Nil, effect.EOF),
		closing(err, effect.NonNil, effect.Maybe), on(err, effect.NonNil, effect.None))
}

func httptestRows() []row {
	return []row{
		{"(*ResponseRecorder).Result", nothing()}, // memory: nothing is owed
		{"NewRequest", takes(2)},
		{"NewRequestWithContext", takes(3)},
	}
}

func httputilRows() []row {
	return []row{
		// What it does depends on its second argument (variantRows); here that is
		// not a constant.
		{"DumpResponse", acts(0,
			dumped(),
			on(1, effect.Nil, effect.None),
			on(1, effect.NonNil, effect.Maybe))},
		{"NewChunkedReader", wraps(0, passes(effect.Maybe))}, // stops behind the last chunk

		// These keep one connection of their own and no pool: no drain is asked.
		{"(*ClientConn).Do", responds(effect.EOF)},
		{"(*ClientConn).Read", responds(effect.EOF)},
		{"(*ServerConn).Write", writes(1, 0)},
	}
}

// variantRows returns the functions whose summary a constant argument chooses.
func variantRows(path string) []named[variant] {
	if path != "net/http/httputil" {
		return nil
	}
	// With the body, the original is read and closed and memory stands in its
	// place. If that fails, the original is still there, and open.
	dump := acts(0, dumped(), on(1, effect.NonNil, effect.Maybe))
	return []named[variant]{{"DumpResponse", variant{param: 1, yes: dump, no: nothing()}}}
}

// websocketRows are the dialers whose response owes nothing: the connection is
// the body, or the body is a copy in memory. Closing it would be wrong.
func websocketRows(path string) []row {
	if path == "github.com/gorilla/websocket" {
		return each(nothing(), "(*Dialer).Dial", "(*Dialer).DialContext", "NewClient")
	}
	return each(nothing(), "Dial")
}

// dumped is the outcome of a dump with its body: the body is read and closed, and
// the response has a copy in memory in its place.
func dumped() effect.Outcome {
	o := closing(1, effect.Nil, effect.EOF)
	o.Detached = true
	return o
}
