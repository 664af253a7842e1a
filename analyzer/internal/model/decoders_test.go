package model

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/mail"
	"net/textproto"
	"reflect"
	"strings"
)

// object, element and their broken kin are one value each, with a newline behind
// it as encoders leave one.
func object() payload  { return around(`{"k":"`, "\"}\n") }
func element() payload { return around("<a>", "</a>\n") }

// late is one JSON string, and then a bracket that nobody opened; blank is space
// and then a number. A decoder must go to the end of either, however little it
// reads at a time.
func late() payload { return around(`"`, "\" ]\n") }

func blank(n int) []byte { return []byte(strings.Repeat(" ", n) + "1\n") }

// scalar is one value that is one token.
func scalar() payload { return around(`"`, "\"\n") }

// wrapperProbes are the wrappers that read while they are made.
func wrapperProbes() []probe {
	return []probe{
		{"compress/gzip NewReader", "nil", gzipped, func(b *body) any { _, err := gzip.NewReader(b); return err }},
		{"compress/gzip NewReader", "error", text, func(b *body) any { _, err := gzip.NewReader(b); return err }},
		{"compress/zlib NewReader", "nil", zlibbed, func(b *body) any { _, err := zlib.NewReader(b); return err }},
		{"compress/zlib NewReader", "error", text, func(b *body) any { _, err := zlib.NewReader(b); return err }},
		{"compress/zlib NewReaderDict", "nil", zlibDict, func(b *body) any { _, err := zlib.NewReaderDict(b, dictionary()); return err }},
		{"compress/zlib NewReaderDict", "error", text, func(b *body) any { _, err := zlib.NewReaderDict(b, dictionary()); return err }},
		{"net/mail ReadMessage", "nil", around("Subject: x\r\n\r\n", "\n"), func(b *body) any { _, err := mail.ReadMessage(b); return err }},
		{"net/mail ReadMessage", "error", text, func(b *body) any { _, err := mail.ReadMessage(b); return err }},
	}
}

func jsonProbes() []probe {
	decode := func(b *body) func() error {
		d := json.NewDecoder(b)
		return func() error { var v any; return d.Decode(&v) }
	}
	token := func(b *body) func() error {
		d := json.NewDecoder(b)
		return func() error { _, err := d.Token(); return err }
	}
	return []probe{
		{"encoding/json (*Decoder).Decode", "nil", object(), func(b *body) any { return decode(b)() }},
		{"encoding/json (*Decoder).Decode", "eof", object(), func(b *body) any { return until(decode(b)) }},
		{"encoding/json (*Decoder).Decode", "error", late(), func(b *body) any { return until(decode(b)) }},
		{"encoding/json (*Decoder).More", "", blank, func(b *body) any { return json.NewDecoder(b).More() }},
		{"encoding/json (*Decoder).Token", "nil", scalar(), func(b *body) any { return token(b)() }},
		{"encoding/json (*Decoder).Token", "eof", object(), func(b *body) any { return until(token(b)) }},
		{"encoding/json (*Decoder).Token", "error", late(), func(b *body) any { return until(token(b)) }},
		{"encoding/json (*Decoder).Buffered", "", object(), func(b *body) any { json.NewDecoder(b).Buffered(); return nil }},
	}
}

func xmlProbes() []probe {
	var v struct{}
	element, bad := element(), around("<a></b>", "\n")
	x := func(f func(*xml.Decoder) error) func(b *body) func() error {
		return func(b *body) func() error { d := xml.NewDecoder(b); return func() error { return f(d) } }
	}
	decode := x(func(d *xml.Decoder) error { return d.Decode(&v) })
	elem := x(func(d *xml.Decoder) error { return d.DecodeElement(&v, nil) })
	raw := x(func(d *xml.Decoder) error { _, err := d.RawToken(); return err })
	token := x(func(d *xml.Decoder) error { _, err := d.Token(); return err })
	return []probe{
		{"encoding/xml (*Decoder).Decode", "nil", element, func(b *body) any { return decode(b)() }},
		{"encoding/xml (*Decoder).Decode", "eof", element, func(b *body) any { return until(decode(b)) }},
		{"encoding/xml (*Decoder).Decode", "error", bad, func(b *body) any { return until(decode(b)) }},
		{"encoding/xml (*Decoder).DecodeElement", "nil", element, func(b *body) any { return elem(b)() }},
		{"encoding/xml (*Decoder).DecodeElement", "eof", element, func(b *body) any { return until(elem(b)) }},
		{"encoding/xml (*Decoder).DecodeElement", "error", bad, func(b *body) any { return until(elem(b)) }},
		{"encoding/xml (*Decoder).RawToken", "nil", element, func(b *body) any { return raw(b)() }},
		{"encoding/xml (*Decoder).RawToken", "eof", element, func(b *body) any { return until(raw(b)) }},
		{"encoding/xml (*Decoder).RawToken", "error", around("<a></ >", "\n"), func(b *body) any { return until(raw(b)) }},
		{"encoding/xml (*Decoder).Token", "nil", element, func(b *body) any { return token(b)() }},
		{"encoding/xml (*Decoder).Token", "eof", element, func(b *body) any { return until(token(b)) }},
		{"encoding/xml (*Decoder).Token", "error", bad, func(b *body) any { return until(token(b)) }},
		{"encoding/xml (*Decoder).Skip", "", element, func(b *body) any { d := xml.NewDecoder(b); d.Token(); return d.Skip() }},
	}
}

// codingProbes are the other decoders of the encoding family.
func codingProbes() []probe {
	gobs1 := func(b *body) func() error {
		d := gob.NewDecoder(b)
		return func() error { var s string; return d.Decode(&s) }
	}
	gobs2 := func(b *body) func() error {
		d := gob.NewDecoder(b)
		return func() error { var s string; return d.DecodeValue(reflect.ValueOf(&s)) }
	}
	record := func(b *body) func() error {
		r := csv.NewReader(b)
		return func() error { _, err := r.Read(); return err }
	}
	junk := around("\x05hello", "\n") // a message of five bytes without a type
	quote := around(`a"b,`, "\n")
	uvarint := func(b *body) func() error {
		r := bufio.NewReader(b)
		return func() error { _, err := binary.ReadUvarint(r); return err }
	}
	varint := func(b *body) func() error {
		r := bufio.NewReader(b)
		return func() error { _, err := binary.ReadVarint(r); return err }
	}
	over := exactly("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
	var n int64
	return []probe{
		{"encoding/gob (*Decoder).Decode", "nil", gobs, func(b *body) any { return gobs1(b)() }},
		{"encoding/gob (*Decoder).Decode", "eof", gobs, func(b *body) any { return until(gobs1(b)) }},
		{"encoding/gob (*Decoder).Decode", "error", junk, func(b *body) any { return until(gobs1(b)) }},
		{"encoding/gob (*Decoder).DecodeValue", "nil", gobs, func(b *body) any { return gobs2(b)() }},
		{"encoding/gob (*Decoder).DecodeValue", "eof", gobs, func(b *body) any { return until(gobs2(b)) }},
		{"encoding/gob (*Decoder).DecodeValue", "error", junk, func(b *body) any { return until(gobs2(b)) }},
		{"encoding/csv (*Reader).Read", "nil", table, func(b *body) any { return record(b)() }},
		{"encoding/csv (*Reader).Read", "eof", table, func(b *body) any { return until(record(b)) }},
		{"encoding/csv (*Reader).Read", "error", quote, func(b *body) any { return until(record(b)) }},
		{"encoding/csv (*Reader).ReadAll", "nil", table, func(b *body) any { _, err := csv.NewReader(b).ReadAll(); return err }},
		{"encoding/csv (*Reader).ReadAll", "error", quote, func(b *body) any { _, err := csv.NewReader(b).ReadAll(); return err }},
		{"encoding/binary Read", "nil", eightBytes, func(b *body) any { return binary.Read(b, binary.BigEndian, &n) }},
		{"encoding/binary Read", "error", exactly("short"), func(b *body) any { return binary.Read(b, binary.BigEndian, &n) }},
		{"encoding/binary ReadUvarint", "nil", varints, func(b *body) any { return uvarint(b)() }},
		{"encoding/binary ReadUvarint", "eof", varints, func(b *body) any { return until(uvarint(b)) }},
		{"encoding/binary ReadUvarint", "error", over, func(b *body) any { return uvarint(b)() }},
		{"encoding/binary ReadVarint", "nil", varints, func(b *body) any { return varint(b)() }},
		{"encoding/binary ReadVarint", "eof", varints, func(b *body) any { return until(varint(b)) }},
		{"encoding/binary ReadVarint", "error", over, func(b *body) any { return varint(b)() }},
	}
}

func textprotoProbes() []probe {
	r := func(f func(*textproto.Reader) error) func(b *body) func() error {
		return func(b *body) func() error {
			t := textproto.NewReader(bufio.NewReader(b))
			return func() error { return f(t) }
		}
	}
	code := r(func(t *textproto.Reader) error { _, _, err := t.ReadCodeLine(0); return err })
	resp := r(func(t *textproto.Reader) error { _, _, err := t.ReadResponse(0); return err })
	cont := r(func(t *textproto.Reader) error { _, err := t.ReadContinuedLine(); return err })
	contB := r(func(t *textproto.Reader) error { _, err := t.ReadContinuedLineBytes(); return err })
	line := r(func(t *textproto.Reader) error { _, err := t.ReadLine(); return err })
	lineB := r(func(t *textproto.Reader) error { _, err := t.ReadLineBytes(); return err })
	dot := r(func(t *textproto.Reader) error { _, err := t.ReadDotBytes(); return err })
	dots := r(func(t *textproto.Reader) error { _, err := t.ReadDotLines(); return err })
	head := r(func(t *textproto.Reader) error { _, err := t.ReadMIMEHeader(); return err })
	status, dotted, headed := around("200 OK\r\n", "\r\n"), around("a\r\n.\r\n", "\r\n"), around("A: b\r\n\r\n", "\r\n")
	const p = "net/textproto (*Reader)."
	return []probe{
		{p + "ReadCodeLine", "nil", status, func(b *body) any { return code(b)() }},
		{p + "ReadCodeLine", "eof", exactly("200 OK\r\n"), func(b *body) any { return until(code(b)) }},
		{p + "ReadCodeLine", "error", text, func(b *body) any { return code(b)() }},
		{p + "ReadResponse", "nil", status, func(b *body) any { return resp(b)() }},
		{p + "ReadResponse", "eof", exactly("200 OK\r\n"), func(b *body) any { return until(resp(b)) }},
		{p + "ReadResponse", "error", text, func(b *body) any { return resp(b)() }},
		{p + "ReadContinuedLine", "nil", text, func(b *body) any { return cont(b)() }},
		{p + "ReadContinuedLine", "error", text, func(b *body) any { return until(cont(b)) }},
		{p + "ReadContinuedLineBytes", "nil", text, func(b *body) any { return contB(b)() }},
		{p + "ReadContinuedLineBytes", "error", text, func(b *body) any { return until(contB(b)) }},
		{p + "ReadLine", "nil", text, func(b *body) any { return line(b)() }},
		{p + "ReadLine", "error", text, func(b *body) any { return until(line(b)) }},
		{p + "ReadLineBytes", "nil", text, func(b *body) any { return lineB(b)() }},
		{p + "ReadLineBytes", "error", text, func(b *body) any { return until(lineB(b)) }},
		{p + "ReadDotBytes", "nil", dotted, func(b *body) any { return dot(b)() }},
		{p + "ReadDotBytes", "error", text, func(b *body) any { return dot(b)() }},
		{p + "ReadDotLines", "nil", dotted, func(b *body) any { return dots(b)() }},
		{p + "ReadDotLines", "error", text, func(b *body) any { return dots(b)() }},
		{p + "ReadMIMEHeader", "nil", headed, func(b *body) any { return head(b)() }},
		{p + "ReadMIMEHeader", "eof", exactly("A: b\r\n"), func(b *body) any { return head(b)() }},
		{p + "ReadMIMEHeader", "error", text, func(b *body) any { return head(b)() }},
	}
}

// read is the way to the end of a wrapper that is a reader.
func read(w any) error {
	_, err := io.Copy(io.Discard, struct{ io.Reader }{w.(io.Reader)})
	return err
}
