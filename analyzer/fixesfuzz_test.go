package analyzer_test

import (
	"bytes"
	"flag"
	"go/format"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer"
)

var fixPrograms = flag.Int("fix.programs", 300, "make `n` programs for FuzzFixes to begin with")

// FuzzFixes makes programs from bytes and fixes them, all findings at once and one
// by one. What comes out always compiles, is as gofmt would have it, and has
// none of the findings any more that had a fix.
func FuzzFixes(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	for range *fixPrograms {
		seed := make([]byte, 8+r.IntN(60))
		for i := range seed {
			seed[i] = byte(r.UintN(256))
		}
		f.Add(seed)
	}
	s := newSandbox(f)
	f.Fuzz(func(t *testing.T, choices []byte) {
		options := analyzer.DefaultOptions()
		options.Related = false
		if len(choices) > 0 {
			options.Unread = []string{"on", "strict", "off"}[choices[0]%3]
			options.CloseStyle = []string{"bare", "closure"}[choices[0]/3%2]
			choices = choices[1:]
		}
		checkProgram(t, s, program(choices), options)
	})
}

func checkProgram(t *testing.T, s *sandbox, src []byte, options analyzer.Options) {
	const name = "p.go"
	src, err := format.Source(src)
	if err != nil {
		t.Skip(err)
	}
	find := func(src []byte) ([]fixedFinding, error) { return s.find(name, src, options) }
	before, err := find(src)
	if err != nil {
		t.Skip(err) // the program does not compile
	}
	fix := func(findings []fixedFinding) (fixed []byte, after []fixedFinding) {
		sources := map[string][]byte{name: src}
		fixed, ok := applyEditsTo(t, findings, sources)[name]
		if !ok {
			return src, before
		}
		out, err := format.Source(fixed)
		// Comments behind two lines, both of which are changed, may lose their
		// alignment. Drivers run gofmt over what they fix.
		aligned := len(before) > 1 && slices.Equal(strings.Fields(string(out)), strings.Fields(string(fixed)))
		if err != nil || !aligned && !bytes.Equal(out, fixed) {
			t.Errorf("not as gofmt would have it (%v)", err)
		}
		if after, err = find(fixed); err != nil {
			t.Error(err)
		}
		return fixed, after
	}
	show := func(fixed []byte) {
		if t.Failed() {
			t.Fatalf("before\n%s\nafter\n%s", numbered(src), numbered(fixed))
		}
	}
	fixed, after := fix(before)
	compareFindings(t, before, after)
	show(fixed)
	for i, f := range before {
		if len(f.edits) == 0 {
			continue
		}
		alone := before[i : i+1]
		fixed, after := fix(alone)
		for _, g := range after {
			if start, end := oldSpan(alone, name, g.posn.Offset); start == f.posn.Offset && end == start+1 {
				t.Errorf("%v: after this fix alone: %s", g.posn, g.Message)
			}
		}
		show(fixed)
	}
}
