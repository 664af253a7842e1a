package fix

import (
	"slices"
	"strings"
	"testing"
)

// TestPortions checks where a file can be cut without gofmt noticing: only at
// blank lines between declarations, for one-line functions and comments without
// one may be aligned with each other.
func TestPortions(t *testing.T) {
	const text = `// Package p is cut.
package p

import "io"

var _ io.Reader // x
func a()      {} // aligned
func bb() int { return 0 }

// About c.

// C does nothing.
func c() {
	_ = ` + "`\n\n`" + `

}
/*

between
*/
func d() {}

func e() {}
`
	for _, newline := range []string{"\n", "\r\n"} {
		s := parse(t, strings.ReplaceAll(text, "\n", newline))
		var got []string
		for i, start := range s.portions() {
			end := len(s.text)
			if i+1 < len(s.starts) {
				end = s.starts[i+1]
			}
			first, _, _ := strings.Cut(s.text[start:end], newline)
			got = append(got, first)
		}
		want := []string{"// Package p is cut.", `import "io"`, "var _ io.Reader // x", "// C does nothing.", "func e() {}"}
		if !slices.Equal(got, want) {
			t.Errorf("portions begin with %q, want %q", got, want)
		}
	}
}

// TestTouched checks which portions gofmt must look at: the one that is edited,
// and its neighbour if the edit reaches where they meet.
func TestTouched(t *testing.T) {
	s := parse(t, "package p\n\nfunc a() {}\n\nfunc b() {}\n\nfunc c() {}\n")
	a, b, c, end := s.portions()[1], s.portions()[2], s.portions()[3], len(s.text)
	for _, test := range []struct {
		name  string
		edits []edit
		want  []portion
	}{
		{"inside", []edit{{start: b + 5, end: b + 6}}, []portion{{b, c}}},
		{"two in one", []edit{{start: b + 5, end: b + 6}, {start: b + 9, end: b + 9}}, []portion{{b, c}}},
		{"two apart", []edit{{start: 3, end: 4}, {start: b + 5, end: b + 6}}, []portion{{0, a}, {b, c}}},
		{"neighbours", []edit{{start: a + 5, end: a + 6}, {start: b + 5, end: b + 6}}, []portion{{a, c}}},
		{"where two meet", []edit{{start: b, end: b}}, []portion{{a, c}}},
		{"up to the next", []edit{{start: a + 5, end: b}}, []portion{{a, c}}},
		{"at the end", []edit{{start: end, end: end}}, []portion{{c, end}}},
	} {
		if got := s.touched(test.edits); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
