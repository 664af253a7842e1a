package infer

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// maxFactBytes is the ceiling for the facts of all fixture packages together.
const maxFactBytes = 1 << 10

// TestFacts treats the facts of the fixtures as the wire format they are: the
// same bytes each time, the same fact after a round trip, and few bytes.
func TestFacts(t *testing.T) {
	total, facts := 0, 0
	for _, f := range exported(t) {
		data := encode(t, f)
		for range 10 {
			if !bytes.Equal(encode(t, f), data) {
				t.Fatalf("%v is not encoded alike each time", f)
			}
		}
		decoded := new(Fact)
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(decoded); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(decoded, f) {
			t.Errorf("%v comes back as %v", f, decoded)
		}
		total, facts = total+len(data), facts+1
	}
	if facts == 0 || total > maxFactBytes {
		t.Errorf("%d facts take %d bytes, want some and at most %d bytes", facts, total, maxFactBytes)
	}
}

// TestBadFacts checks that bytes which are no fact are refused, whatever they
// are, and that a fact with something missing or added is none. The same holds
// for the tables in it, of which nothing is known then.
func TestBadFacts(t *testing.T) {
	for _, f := range exported(t) {
		data, err := f.GobEncode()
		if err != nil {
			t.Fatal(err)
		}
		for n := range data {
			if err := new(Fact).GobDecode(data[:n]); err == nil {
				t.Errorf("%v: the first %d of %d bytes are taken for a fact", f, n, len(data))
			}
		}
		if err := new(Fact).GobDecode(append(data, 0)); err == nil {
			t.Errorf("%v: a byte too many is not noticed", f)
		}
	}
	for _, f := range exported(t) {
		for n := 1; n < len(f.functions); n++ {
			if table := decodeTable(f.functions[:n]); table != nil {
				t.Errorf("the first %d of %d bytes are taken for a table: %v", n, len(f.functions), table)
			}
		}
	}
	if err := new(Fact).GobDecode([]byte{0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}); err == nil {
		t.Error("an endless number is taken for a fact")
	}
}

func encode(t *testing.T, f *Fact) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exported returns the facts that the fixture packages export.
func exported(t *testing.T) []*Fact {
	t.Helper()
	cfg := &packages.Config{Mode: packages.LoadAllSyntax, Dir: "../../../testdata"}
	pkgs, err := packages.Load(cfg, "./fixtures/...", "example.test/fetch")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var facts []*Fact
	for _, root := range graph.Roots {
		for _, f := range root.AllPackageFacts() {
			facts = append(facts, f.Fact.(*Fact))
		}
	}
	return facts
}
