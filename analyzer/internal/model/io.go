package model

import "github.com/respbody/respbody/analyzer/internal/effect"

func ioRows() []row {
	return []row{
		{"Copy", drains(1, 1)}, // a failing writer stops it
		{"CopyBuffer", drains(1, 1)},
		{"CopyN", decodes(1, 1)}, // with n bytes read, EOF may or may not have been seen
		{"ReadAll", reads(0, effect.EOF)},
		{"ReadFull", fills(0, 1)},
		{"ReadAtLeast", fills(0, 1)},
		{"LimitReader", wraps(0, effect.Relation{Kind: effect.Stream, Reads: effect.Maybe, Bound: true})},
		{"MultiReader", wraps(effect.Every, passes(effect.EOF))},
		{"NopCloser", wraps(0, passes(effect.EOF))},
		{"TeeReader", wraps(0, passes(effect.EOF))},
		{"(ReaderFrom).ReadFrom", drains(0, 1)}, // "until EOF or error"
	}
}

func drainRows(path string) []named[drain] {
	if path != "io" {
		return nil
	}
	return []named[drain]{
		{"Copy", drain{dst: 0, src: 1}},
		{"CopyBuffer", drain{dst: 0, src: 1}},
		{"CopyN", drain{dst: 0, src: 1, bounded: true}},
	}
}

func ioutilRows() []row {
	return []row{
		{"NopCloser", wraps(0, passes(effect.EOF))},
		{"ReadAll", reads(0, effect.EOF)},
	}
}

func iotestRows() []row {
	return []row{
		{"DataErrReader", wraps(0, passes(effect.EOF))},
		{"HalfReader", wraps(0, passes(effect.EOF))},
		{"NewReadLogger", wraps(1, passes(effect.EOF))},
		{"OneByteReader", wraps(0, passes(effect.EOF))},
	}
}

// readFromRows are the writers that fill themselves.
func readFromRows(path string) []row {
	switch path {
	case "bytes":
		return []row{{"(*Buffer).ReadFrom", reads(0, effect.EOF)}} // memory does not fail
	case "net":
		return []row{{"(*TCPConn).ReadFrom", drains(0, 1)}}
	default:
		return []row{{"(*File).ReadFrom", drains(0, 1)}}
	}
}
