package model

import "github.com/respbody/respbody/analyzer/internal/effect"

// compressRows are the decompressors. None of them closes what it reads: their
// Close only looks at their own state.
func compressRows(path string) []row {
	switch path {
	case "compress/gzip":
		return []row{
			// Behind a member it looks for another one, and so meets EOF. A call of
			// Multistream(false) takes that away; no summary can say so.
			{"NewReader", opens(0, 1, "", passes(effect.EOF))},
			{"(*Reader).Multistream", nothing()},
			{"(*Reader).Reset", reads(0, effect.Maybe)}, // as (*bufio.Reader).Reset
		}
	case "compress/zlib":
		return []row{ // a checksum ends the data, and nothing is read behind it
			{"NewReader", opens(0, 1, "", passes(effect.Maybe))},
			{"NewReaderDict", opens(0, 1, "", passes(effect.Maybe))},
		}
	case "compress/flate":
		return []row{ // the last block says that it is the last
			{"NewReader", wraps(0, passes(effect.Maybe))},
			{"NewReaderDict", wraps(0, passes(effect.Maybe))},
		}
	case "compress/bzip2":
		return []row{{"NewReader", wraps(0, passes(effect.EOF))}} // looks for another stream, as gzip
	default:
		return []row{{"NewReader", wraps(0, passes(effect.Maybe))}} // lzw has an end code
	}
}

func tarRows() []row {
	return []row{
		// Two empty blocks end an archive, whatever padding follows.
		{"NewReader", wraps(0, passes(effect.Maybe))},
		{"(*Reader).Next", acts(effect.Receiver, on(1, effect.Nil, effect.Some), on(1, effect.NonNil, effect.Maybe))},
	}
}

// imageRows are the picture formats, which agree: a picture has an end of its
// own, and its dimensions stand at its beginning.
func imageRows(path string) []row {
	rows := []row{{"Decode", reads(0, effect.Maybe)}}
	switch path {
	case "image/gif":
		return append(rows, row{"DecodeAll", reads(0, effect.Maybe)}, row{"DecodeConfig", reads(0, part)})
	case "image/png":
		return append(rows, row{"DecodeConfig", reads(0, effect.Some)}) // without a buffer
	default:
		return append(rows, row{"DecodeConfig", reads(0, part)})
	}
}
