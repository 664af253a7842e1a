package model

import (
	"archive/tar"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/csv"
	"encoding/gob"
	"encoding/hex"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
)

// noise is data that no coding makes smaller.
func noise(n int) []byte {
	var seed [32]byte
	out := make([]byte, n)
	rand.NewChaCha8(seed).Read(out)
	return out
}

// text is lines of 32 bytes, the last one ended like the others.
func text(n int) []byte {
	return []byte(strings.Repeat(strings.Repeat("x", 31)+"\n", n/32))
}

// exactly is the same few bytes in every size.
func exactly(s string) payload { return func(int) []byte { return []byte(s) } }

// around puts text between a head and a tail.
func around(head, tail string) payload {
	return func(n int) []byte { return []byte(head + strings.ReplaceAll(string(text(n)), "\n", " ") + tail) }
}

// written is what a writer makes of noise.
func written(open func(io.Writer) io.WriteCloser) payload {
	return func(n int) []byte {
		var buf bytes.Buffer
		w := open(&buf)
		w.Write(noise(n))
		w.Close()
		return buf.Bytes()
	}
}

func gzipped(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })(n)
}

func zlibbed(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })(n)
}

func dictionary() []byte { return []byte("dictionary") }

func zlibDict(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser {
		z, _ := zlib.NewWriterLevelDict(w, zlib.BestSpeed, dictionary())
		return z
	})(n)
}

func flated(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser {
		f, _ := flate.NewWriter(w, flate.BestSpeed)
		return f
	})(n)
}

func lzwed(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return lzw.NewWriter(w, lzw.LSB, 8) })(n)
}

// bzipped is "hello, hello\n" as bzip2 packs it, for Go does not pack.
func bzipped(int) []byte {
	out, _ := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWZ88EfMAAANRAAAQQAQCRKAAISmjEIYC8oNwoeLuSKcKEhPngj5g")
	return out
}

func base64ed(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return base64.NewEncoder(base64.StdEncoding, w) })(n)
}

func base32ed(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return base32.NewEncoder(base32.StdEncoding, w) })(n)
}

func ascii85ed(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return ascii85.NewEncoder(w) })(n)
}

func hexed(n int) []byte { return []byte(hex.EncodeToString(noise(n))) }

func quoted(n int) []byte {
	return written(func(w io.Writer) io.WriteCloser { return quotedprintable.NewWriter(w) })(n)
}

func gobs(n int) []byte {
	var buf bytes.Buffer
	gob.NewEncoder(&buf).Encode(string(text(n)))
	return buf.Bytes()
}

func table(n int) []byte {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	for buf.Len() < n {
		w.Write([]string{"one", "two", "three"})
		w.Flush()
	}
	return buf.Bytes()
}

// varints is numbers of one byte each.
func varints(n int) []byte { return make([]byte, n) }

// eightBytes is one value of eight bytes.
func eightBytes(int) []byte { return make([]byte, 8) }

func archive(n int) []byte {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	w.WriteHeader(&tar.Header{Name: "noise", Mode: 0o600, Size: int64(n)})
	w.Write(noise(n))
	w.Close()
	return buf.Bytes()
}

// parts is a form of two fields with n bytes each.
func parts(n int) []byte {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	w.SetBoundary("boundary")
	w.WriteField("a", string(text(n)))
	w.WriteField("b", string(text(n)))
	w.Close()
	return buf.Bytes()
}

// picture is a picture of noise, of about n bytes in any format.
func picture(n int) *image.Paletted {
	side := int(math.Sqrt(float64(n))) * 2
	p := image.NewPaletted(image.Rect(0, 0, side, side), palette.Plan9)
	copy(p.Pix, noise(len(p.Pix)))
	return p
}

func pngs(n int) []byte {
	var buf bytes.Buffer
	png.Encode(&buf, picture(n))
	return buf.Bytes()
}

func jpegs(n int) []byte {
	var buf bytes.Buffer
	jpeg.Encode(&buf, picture(n), nil)
	return buf.Bytes()
}

func gifs(n int) []byte {
	var buf bytes.Buffer
	gif.Encode(&buf, picture(n), nil)
	return buf.Bytes()
}
