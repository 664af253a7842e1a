package analyzer_test

import (
	"testing"

	"github.com/respbody/respbody/analyzer"
)

// The packages of TestFactsReach: one with a method, two that hold a value with it,
// and one that calls it without importing the first.
const (
	reachDeclares = `package a

import "net/http"

type T struct{}

// Peek leaves the body to whoever calls it.
func (T) Peek(resp *http.Response) int { return resp.StatusCode }
`
	reachHandsOn = `package b

import "cost.test/a"

type wrapper struct{ Inner a.T }

func Get() *wrapper { return &wrapper{} }
`
	reachKeeps = `package b

import "cost.test/a"

type wrapper struct{ inner a.T }

func (w *wrapper) peek() { w.inner.Peek(nil) }

func Get() *wrapper { return &wrapper{} }
`
	reachCalls = `package c

import (
	"net/http"

	"cost.test/b"
)

func leak(u string) {
	resp, err := http.Get(u)
	if err == nil {
		b.Get().Inner.Peek(resp)
	}
}
`
)

// TestFactsReach checks that what is known of a method goes as far as its type
// does: through the API of a package to those that never import the one which
// declares it, and no further.
func TestFactsReach(t *testing.T) {
	a := analyzer.New(analyzer.DefaultOptions())
	run := func(b *builder, path, source string) *unit {
		u := b.build(t, path, source)
		u.run(t, a)
		return u
	}

	b := newBuilder()
	run(b, "cost.test/a", reachDeclares)
	if u := run(b, "cost.test/b", reachHandsOn); u.exported == nil {
		t.Error("a package that hands on a value says nothing of its methods")
	}
	if u := run(b, "cost.test/c", reachCalls); u.findings != 1 {
		t.Errorf("%d findings where a method of a type from below leaves the body open, want 1", u.findings)
	}

	b = newBuilder()
	run(b, "cost.test/a", reachDeclares)
	if u := run(b, "cost.test/b", reachKeeps); u.exported != nil {
		t.Errorf("a package that keeps a value to itself says of its methods:\n%v", u.exported)
	}
}
