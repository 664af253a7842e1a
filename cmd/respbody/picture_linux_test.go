package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPicture checks that the picture of a terminal in the README is what the
// program shows on a terminal today. It is drawn anew by
//
//	go test ./cmd/respbody -run Picture -update
func TestPicture(t *testing.T) {
	project := filepath.Join("..", "..")
	env := append(os.Environ(), "TERM=xterm", "NO_COLOR=")
	got, status := runOnTerminal(t, filepath.Join(project, "testdata", "consumer"), env, ".", "./status")
	if status != statusFindings {
		t.Fatalf("status %d\n%s", status, got)
	}
	picture := drawTerminal("$ respbody . ./status\n" + got)
	name := filepath.Join(project, "testdata", "pictures", "report.svg")
	if *update {
		writeFile(t, name, picture)
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != picture {
		t.Errorf("%s does not show what respbody prints; -update draws it again (%v):\n%s", name, err, got)
	}
	if err := xml.Unmarshal([]byte(picture), new(struct{})); err != nil {
		t.Errorf("not XML: %v", err)
	}
}

// The terminal that is drawn, in columns and in pixels. A README on GitHub is
// about 900 pixels wide.
const (
	columns    = 100
	charWidth  = 8.4
	lineHeight = 20
	margin     = 20
)

// drawTerminal returns an SVG of what a terminal shows after it was sent text. It
// brings its own dark ground, so that it can be read on pages of any colour.
func drawTerminal(text string) string {
	lines := layOut(text)
	width, height := int(columns*charWidth)+2*margin, len(lines)*lineHeight+2*margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
<title>What respbody shows on a terminal</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d1d7e0 }
.bold { font-weight: bold; fill: #f0f6fc } .faint { fill: #9198a1 } .good { fill: #56d364 }
.failure { font-weight: bold; fill: #ff7b72 } .warning { font-weight: bold; fill: #e3b341 }
</style>
<rect width="%[1]d" height="%[2]d" rx="8" fill="#0d1117"/>
`, width, height, width, height)
	for y, line := range lines {
		for _, r := range line {
			n := utf8.RuneCountInString(r.text)
			fmt.Fprintf(&b, `<text class="%s" x="%.1f" y="%d" textLength="%.1f">`, r.class, margin+float64(r.column)*charWidth, margin+y*lineHeight+14, float64(n)*charWidth)
			xml.EscapeText(&b, []byte(r.text)) // a Builder takes everything
			b.WriteString("</text>\n")
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// A textRun is text of one kind in a line of a terminal. It begins and ends with no
// space, for XML does not keep those.
type textRun struct {
	class  string
	column int
	text   string
}

// layOut does what a terminal does with text: it obeys escapes, goes to the next
// tab stop, and begins a new line where one is full.
func layOut(text string) [][]textRun {
	classes := map[string]string{"0": "plain", "1": "bold", "2": "faint", "32": "good", "1;31": "failure", "1;33": "warning"}
	lines, class, column := [][]textRun{nil}, "plain", 0
	put := func(s string) {
		if word := strings.TrimSpace(s); word != "" {
			at := column + utf8.RuneCountInString(s[:strings.Index(s, word)])
			lines[len(lines)-1] = append(lines[len(lines)-1], textRun{class, at, word})
		}
		column += utf8.RuneCountInString(s)
	}
	for _, m := range regexp.MustCompile(`\x1b\[([\d;]*)(\w)|\t|\n|\r|[^\x1b\t\n\r]+`).FindAllStringSubmatch(text, -1) {
		switch rest := []rune(m[0]); {
		case m[2] == "m":
			class = classes[m[1]]
		case m[2] == "K": // what -color shows while it works is erased with the line
			lines[len(lines)-1] = nil
		case m[0] == "\r":
			column = 0
		case m[0] == "\n":
			lines, column = append(lines, nil), 0
		case m[0] == "\t":
			column += 8 - column%8
		default:
			for len(rest) > columns-column {
				n := columns - column
				put(string(rest[:n]))
				lines, rest, column = append(lines, nil), rest[n:], 0
			}
			put(string(rest))
		}
	}
	if n := len(lines) - 1; lines[n] == nil {
		lines = lines[:n]
	}
	return lines
}
