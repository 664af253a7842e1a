package model

import "github.com/respbody/respbody/analyzer/internal/effect"

// The packages below end in a "*" row: their encoders take any value, a response
// too, and do not touch its body.

func jsonRows() []row {
	return []row{
		{"NewDecoder", wraps(0, passes(effect.EOF))},
		// It stops at the end of the value: "we might block trying to get that byte".
		{"(*Decoder).Decode", decodes(effect.Receiver, 0)},
		// Behind the last value it has met EOF, inside an array it has not; the
		// call looks the same.
		{"(*Decoder).More", reads(effect.Receiver, effect.Maybe)},
		{"(*Decoder).Token", decodes(effect.Receiver, 1)},
		{"(*Decoder).Buffered", nothing()}, // the result reads memory
		{"*", nothing()},
	}
}

func json2Rows() []row {
	return []row{
		{"UnmarshalRead", drains(0, 0)}, // reads to EOF by contract, unlike Decode
		{"UnmarshalDecode", decodes(0, 0)},
		{"*", nothing()},
	}
}

func jsontextRows() []row {
	return []row{
		{"NewDecoder", wraps(0, passes(effect.EOF))},
		{"(*Decoder).PeekKind", reads(effect.Receiver, effect.Maybe)},
		{"(*Decoder).ReadToken", decodes(effect.Receiver, 1)},
		{"(*Decoder).ReadValue", decodes(effect.Receiver, 1)},
		{"(*Decoder).SkipValue", decodes(effect.Receiver, 0)},
		{"(*Decoder).Reset", reads(0, effect.Maybe)}, // as (*bufio.Reader).Reset
		{"*", nothing()},
	}
}

func xmlRows() []row {
	return []row{
		{"NewDecoder", wraps(0, passes(effect.EOF))},
		{"NewTokenDecoder", reads(0, effect.Maybe)}, // nobody wraps a decoder of a body in another one
		{"(*Decoder).Decode", decodes(effect.Receiver, 0)},
		{"(*Decoder).DecodeElement", decodes(effect.Receiver, 0)},
		{"(*Decoder).RawToken", decodes(effect.Receiver, 1)},
		{"(*Decoder).Skip", reads(effect.Receiver, effect.Maybe)},
		{"(*Decoder).Token", decodes(effect.Receiver, 1)},
		{"*", nothing()},
	}
}

func gobRows() []row {
	return []row{
		{"NewDecoder", wraps(0, passes(effect.EOF))},
		{"(*Decoder).Decode", decodes(effect.Receiver, 0)},
		{"(*Decoder).DecodeValue", decodes(effect.Receiver, 0)},
		{"*", nothing()},
	}
}

func csvRows() []row {
	return []row{
		{"NewReader", wraps(0, passes(effect.EOF))},
		{"(*Reader).Read", picks(effect.Receiver, 1)},
		{"(*Reader).ReadAll", drains(effect.Receiver, 1)},
		{"*", nothing()},
	}
}

func binaryRows() []row {
	return []row{
		{"Read", fills(0, 0)},
		{"ReadUvarint", picks(0, 1)}, // refuses a number of too many bytes
		{"ReadVarint", picks(0, 1)},
		{"*", nothing()},
	}
}

// textCodingRows are the decoders of binary data written as text.
func textCodingRows(path string) []row {
	switch path {
	case "encoding/base32", "encoding/base64":
		return []row{{"NewDecoder", wraps(1, passes(effect.EOF))}}
	default:
		return []row{{"NewDecoder", wraps(0, passes(effect.EOF))}}
	}
}
