package model

import "github.com/respbody/respbody/analyzer/internal/effect"

func bufioRows() []row {
	return []row{
		{"NewReader", wraps(0, passes(effect.EOF))},
		{"NewReaderSize", wraps(0, passes(effect.EOF))},
		{"NewReadWriter", wrapsIn(0, "Reader", passes(effect.EOF))},
		{"(*Writer).ReadFrom", drains(0, 1)},

		{"(*Reader).Discard", steps(1)},
		{"(*Reader).Peek", picks(effect.Receiver, 1)}, // refuses to look further than its buffer
		{"(*Reader).ReadByte", steps(1)},
		{"(*Reader).ReadBytes", steps(1)},
		{"(*Reader).ReadLine", steps(2)},
		{"(*Reader).ReadRune", steps(2)},
		{"(*Reader).ReadSlice", picks(effect.Receiver, 1)}, // refuses a line longer than its buffer
		{"(*Reader).ReadString", steps(1)},
		// From here on the receiver reads the argument. No summary can say so, so
		// the argument counts as possibly read.
		{"(*Reader).Reset", reads(0, effect.Maybe)},

		// False is EOF with the standard split functions. A token that is too long,
		// or a split function that stops, also ends in false; that is the rarer
		// case, and the one that the caller sees in Err.
		{"NewScanner", wraps(0, passes(effect.EOF))},
		{"(*Scanner).Scan", acts(effect.Receiver, on(0, effect.False, effect.EOF), on(0, effect.True, part))},

		{"*", nothing()},
	}
}
