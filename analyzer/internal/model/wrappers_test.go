package model

import (
	"archive/tar"
	"bufio"
	"compress/bzip2"
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
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/ioutil"
	"log"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/mail"
	"net/textproto"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A wrap makes one wrapper and reads it to its end.
type wrap struct {
	symbol string
	data   payload
	open   func(*body) any
	drain  func(w any) error
}

// TestWrappers measures both relations of every wrapper to what it wraps.
func TestWrappers(t *testing.T) {
	log.SetOutput(io.Discard) // iotest.NewReadLogger logs
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	for _, w := range wrappers() {
		t.Run(w.symbol, func(t *testing.T) {
			alias := aliasOf(summaryOf(t, w.symbol))
			if alias == nil {
				t.Fatal("the row makes no wrapper")
			}
			measure(t, w.data, alias.Rel.Reads, func(b *body) error {
				err := w.drain(w.open(b))
				if b.closed {
					return fmt.Errorf("reading closed the body")
				}
				return err
			})
			p := newPeer(length, w.data(small))
			defer p.close()
			b := p.body(t)
			if c, ok := w.open(b).(io.Closer); ok {
				c.Close()
			}
			if b.closed != alias.Rel.Closes {
				t.Errorf("closing the wrapper closes the body: %v, the row says %v", b.closed, alias.Rel.Closes)
			}
		})
	}
}

// aliasOf returns the first alias that the row makes of a parameter.
func aliasOf(s effect.Summary) *effect.Alias {
	for _, p := range s.Params {
		for _, o := range p.Outcomes {
			if len(o.Aliases) > 0 {
				return &o.Aliases[0]
			}
		}
	}
	return nil
}

func wrappers() []wrap {
	return append(append(plainWrappers(), formatWrappers()...), json2Wrappers()...)
}

func plainWrappers() []wrap {
	recorder := httptest.NewRecorder()
	scan := func(w any) error {
		s := w.(*bufio.Scanner)
		for s.Scan() {
		}
		return s.Err()
	}
	empty := func() io.Reader { return strings.NewReader("") }
	out := bufio.NewWriter(io.Discard)
	return []wrap{
		{"io LimitReader", noise, func(b *body) any { return io.LimitReader(b, int64(b.size)) }, read},
		{"io MultiReader", noise, func(b *body) any { return io.MultiReader(empty(), b, empty()) }, read},
		{"io NopCloser", noise, func(b *body) any { return io.NopCloser(b) }, read},
		{"io TeeReader", noise, func(b *body) any { return io.TeeReader(b, io.Discard) }, read},
		{"io/ioutil NopCloser", noise, func(b *body) any { return ioutil.NopCloser(b) }, read},
		{"testing/iotest DataErrReader", noise, func(b *body) any { return iotest.DataErrReader(b) }, read},
		{"testing/iotest HalfReader", noise, func(b *body) any { return iotest.HalfReader(b) }, read},
		{"testing/iotest NewReadLogger", exactly("not much to log"), func(b *body) any { return iotest.NewReadLogger("", b) }, read},
		{"testing/iotest OneByteReader", noise, func(b *body) any { return iotest.OneByteReader(b) }, read},
		{"bufio NewReader", noise, func(b *body) any { return bufio.NewReader(b) }, read},
		{"bufio NewReaderSize", noise, func(b *body) any { return bufio.NewReaderSize(b, 16) }, read},
		{"bufio NewReadWriter", noise, func(b *body) any { return bufio.NewReadWriter(bufio.NewReader(b), out) }, read},
		{"bufio NewScanner", text, func(b *body) any { return bufio.NewScanner(b) }, scan},
		// One byte too many: the reader stops with an error before it can know
		// whether there was more.
		{"net/http MaxBytesReader", noise, func(b *body) any { return http.MaxBytesReader(recorder, b, int64(b.size)-1) }, ignore(read)},
		{"net/http/httputil NewChunkedReader", exactly("3\r\nabc\r\n0\r\n\r\n"), func(b *body) any { return httputil.NewChunkedReader(b) }, read},
	}
}

// ignore drops the error that ends a drain where the end is an error.
func ignore(drain func(any) error) func(any) error {
	return func(w any) error { drain(w); return nil }
}

func formatWrappers() []wrap {
	ends := func(next func(w any) error) func(any) error { // drains by taking items
		return func(w any) error {
			if err := until(func() error { return next(w) }); err != io.EOF {
				return err
			}
			return nil
		}
	}
	line := func(w any) error { _, err := w.(*textproto.Reader).ReadLine(); return err }
	token := func(w any) error { _, err := w.(*json.Decoder).Token(); return err }
	tokenX := func(w any) error { _, err := w.(*xml.Decoder).Token(); return err }
	value := func(w any) error { var s string; return w.(*gob.Decoder).Decode(&s) }
	record := func(w any) error { _, err := w.(*csv.Reader).Read(); return err }
	entry := func(w any) error { _, err := w.(*tar.Reader).Next(); return err }
	part := func(w any) error { _, err := w.(*multipart.Reader).NextPart(); return err }
	proto := func(b *body) *textproto.Reader { return textproto.NewReader(bufio.NewReader(b)) }
	form := func(b *body) *multipart.Reader { return multipart.NewReader(b, "boundary") }
	dotted := around("a\r\n.\r\n", "\r\n")
	return []wrap{
		{"encoding/json NewDecoder", object(), func(b *body) any { return json.NewDecoder(b) }, ends(token)},
		{"encoding/xml NewDecoder", element(), func(b *body) any { return xml.NewDecoder(b) }, ends(tokenX)},
		{"encoding/gob NewDecoder", gobs, func(b *body) any { return gob.NewDecoder(b) }, ends(value)},
		{"encoding/csv NewReader", table, func(b *body) any { return csv.NewReader(b) }, ends(record)},
		{"encoding/ascii85 NewDecoder", ascii85ed, func(b *body) any { return ascii85.NewDecoder(b) }, read},
		{"encoding/base32 NewDecoder", base32ed, func(b *body) any { return base32.NewDecoder(base32.StdEncoding, b) }, read},
		{"encoding/base64 NewDecoder", base64ed, func(b *body) any { return base64.NewDecoder(base64.StdEncoding, b) }, read},
		{"encoding/hex NewDecoder", hexed, func(b *body) any { return hex.NewDecoder(b) }, read},
		{"compress/gzip NewReader", gzipped, func(b *body) any { r, _ := gzip.NewReader(b); return r }, read},
		{"compress/zlib NewReader", zlibbed, func(b *body) any { r, _ := zlib.NewReader(b); return r }, read},
		{"compress/zlib NewReaderDict", zlibDict, func(b *body) any { r, _ := zlib.NewReaderDict(b, dictionary()); return r }, read},
		{"compress/flate NewReader", flated, func(b *body) any { return flate.NewReader(b) }, read},
		{"compress/flate NewReaderDict", flated, func(b *body) any { return flate.NewReaderDict(b, nil) }, read},
		{"compress/bzip2 NewReader", bzipped, func(b *body) any { return bzip2.NewReader(b) }, read},
		{"compress/lzw NewReader", lzwed, func(b *body) any { return lzw.NewReader(b, lzw.LSB, 8) }, read},
		{"archive/tar NewReader", archive, func(b *body) any { return tar.NewReader(b) }, ends(entry)},
		{"mime/multipart NewReader", parts, func(b *body) any { return form(b) }, ends(part)},
		{"mime/multipart (*Reader).NextPart", parts, func(b *body) any { p, _ := form(b).NextPart(); return p }, read},
		{"mime/multipart (*Reader).NextRawPart", parts, func(b *body) any { p, _ := form(b).NextRawPart(); return p }, read},
		{"mime/quotedprintable NewReader", quoted, func(b *body) any { return quotedprintable.NewReader(b) }, read},
		{"net/mail ReadMessage", around("Subject: x\r\n\r\n", "\n"), func(b *body) any { m, _ := mail.ReadMessage(b); return m.Body }, read},
		{"net/textproto NewReader", text, func(b *body) any { return proto(b) }, ends(line)},
		{"net/textproto (*Reader).DotReader", dotted, func(b *body) any { return proto(b).DotReader() }, read},
	}
}
