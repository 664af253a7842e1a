//go:build go1.27 && goexperiment.jsonv2

package model

import (
	"encoding/json/jsontext"
	json "encoding/json/v2"
)

// json2Probes measures encoding/json/v2, which is on by default from Go 1.27 on.
func json2Probes() []probe {
	d := func(f func(*jsontext.Decoder) error) func(b *body) func() error {
		return func(b *body) func() error { d := jsontext.NewDecoder(b); return func() error { return f(d) } }
	}
	decode := d(func(d *jsontext.Decoder) error { var v any; return json.UnmarshalDecode(d, &v) })
	token := d(func(d *jsontext.Decoder) error { _, err := d.ReadToken(); return err })
	value := d(func(d *jsontext.Decoder) error { _, err := d.ReadValue(); return err })
	skip := d(func(d *jsontext.Decoder) error { return d.SkipValue() })
	return []probe{
		{"encoding/json/v2 UnmarshalRead", "nil", object(), func(b *body) any { var v any; return json.UnmarshalRead(b, &v) }},
		{"encoding/json/v2 UnmarshalRead", "error", late(), func(b *body) any { var v any; return json.UnmarshalRead(b, &v) }},
		{"encoding/json/v2 UnmarshalDecode", "nil", object(), func(b *body) any { return decode(b)() }},
		{"encoding/json/v2 UnmarshalDecode", "eof", object(), func(b *body) any { return until(decode(b)) }},
		{"encoding/json/v2 UnmarshalDecode", "error", late(), func(b *body) any { return until(decode(b)) }},
		{"encoding/json/jsontext (*Decoder).PeekKind", "", blank, func(b *body) any { jsontext.NewDecoder(b).PeekKind(); return nil }},
		{"encoding/json/jsontext (*Decoder).ReadToken", "nil", scalar(), func(b *body) any { return token(b)() }},
		{"encoding/json/jsontext (*Decoder).ReadToken", "eof", object(), func(b *body) any { return until(token(b)) }},
		{"encoding/json/jsontext (*Decoder).ReadToken", "error", late(), func(b *body) any { return until(token(b)) }},
		{"encoding/json/jsontext (*Decoder).ReadValue", "nil", object(), func(b *body) any { return value(b)() }},
		{"encoding/json/jsontext (*Decoder).ReadValue", "eof", object(), func(b *body) any { return until(value(b)) }},
		{"encoding/json/jsontext (*Decoder).ReadValue", "error", late(), func(b *body) any { return until(value(b)) }},
		{"encoding/json/jsontext (*Decoder).SkipValue", "nil", object(), func(b *body) any { return skip(b)() }},
		{"encoding/json/jsontext (*Decoder).SkipValue", "eof", object(), func(b *body) any { return until(skip(b)) }},
		{"encoding/json/jsontext (*Decoder).SkipValue", "error", late(), func(b *body) any { return until(skip(b)) }},
	}
}

// json2Wrappers are its wrappers.
func json2Wrappers() []wrap {
	drain := func(w any) error {
		d := w.(*jsontext.Decoder)
		until(func() error { _, err := d.ReadToken(); return err })
		return nil
	}
	return []wrap{{"encoding/json/jsontext NewDecoder", object(), func(b *body) any { return jsontext.NewDecoder(b) }, drain}}
}
