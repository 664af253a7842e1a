package main

import (
	"strings"
	"unicode"
)

// printable replaces what a terminal would take for a command. Source may hold
// anything in its comments and literals.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return '�'
		}
		return r
	}, s)
}

// width returns how many columns of a terminal s takes, tabs not counted.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.Is(wide(), r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide returns the characters of East Asian scripts, and the symbols, that take
// two columns: East Asian Width W and F of Unicode, rounded to whole blocks.
func wide() *unicode.RangeTable {
	return &unicode.RangeTable{
		R16: []unicode.Range16{
			{Lo: 0x1100, Hi: 0x115f, Stride: 1},
			{Lo: 0x2e80, Hi: 0x303e, Stride: 1},
			{Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
			{Lo: 0xac00, Hi: 0xd7a3, Stride: 1},
			{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
			{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
			{Lo: 0xff01, Hi: 0xff60, Stride: 1},
			{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
		},
		R32: []unicode.Range32{
			{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1},
			{Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1},
			{Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1},
			{Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
		},
	}
}
