package model

import "github.com/respbody/respbody/analyzer/internal/effect"

func multipartRows() []row {
	next := acts(effect.Receiver, nextPart(), on(1, effect.NonNil, effect.Maybe))
	return []row{
		// The last boundary ends the message; an epilogue may follow it.
		{"NewReader", wraps(0, passes(effect.Maybe))},
		{"(*Reader).NextPart", next},
		{"(*Reader).NextRawPart", next},
		{"(*Reader).ReadForm", reads(effect.Receiver, effect.Maybe)},
	}
}

// nextPart is the outcome that hands over a part, which ends at its boundary and
// whose Close skips to there.
func nextPart() effect.Outcome {
	o := on(1, effect.Nil, part)
	o.Aliases = []effect.Alias{{Rel: passes(part)}}
	return o
}

func textprotoRows() []row {
	return []row{
		{"NewReader", wraps(0, passes(effect.EOF))},
		{"(*Reader).DotReader", wraps(effect.Receiver, passes(part))}, // ends at a dot on a line of its own
		{"(*Reader).ReadCodeLine", picks(effect.Receiver, 2)},
		{"(*Reader).ReadContinuedLine", steps(1)},
		{"(*Reader).ReadContinuedLineBytes", steps(1)},
		{"(*Reader).ReadDotBytes", steps(1)},
		{"(*Reader).ReadDotLines", steps(1)},
		{"(*Reader).ReadLine", steps(1)},
		{"(*Reader).ReadLineBytes", steps(1)},
		{"(*Reader).ReadMIMEHeader", picks(effect.Receiver, 1)},
		{"(*Reader).ReadResponse", picks(effect.Receiver, 2)},
	}
}
