// Package model knows what functions outside the program's control do to a
// response body: the standard library, and the few libraries that net/http
// programs lean on so heavily that waiting for facts would be silly (test
// assertions, loggers that exit, websocket dialers, object stores).
//
// Everything here is data: one row per symbol, one file per family of packages,
// a comment on each row that is not what its name suggests. The tests resolve
// every row against the real declarations and measure every reading level on a
// loopback server, because nobody should have to believe a table.
//
// A value that relates to a body is often used through a method whose shape says
// all there is to say: Read([]byte) (int, error), Close() error, WriteTo. The
// engine handles those by shape and relation, so neither io.Reader, io.Closer
// and their kin nor the Read and Close methods of wrappers (gzip.Reader,
// tar.Reader, multipart.Part) have rows. A standard function without a row that
// takes an io.Reader may read it to EOF and leaves it open; it needs a row only
// where that default is wrong or too weak.
package model

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A Library answers what functions outside the program's control do. There is
// one per pass; it is not safe for concurrent use. Its tables are built when a
// package is first asked for, so that a pass pays for the packages it calls.
type Library struct {
	summaries  index[effect.Summary]
	variants   index[variant]
	exits      index[struct{}]
	failures   index[struct{}]
	assertions index[Assertion]
	matchers   index[matcher]
	callbacks  index[callback]
	drains     index[drain]
	downloads  index[effect.Fresh]
	exit       effect.Summary
}

// New returns a Library that has built no table yet.
func New() *Library {
	return &Library{
		summaries:  newIndex(summaryRows),
		variants:   newIndex(variantRows),
		exits:      newIndex(exitRows),
		failures:   newIndex(failureRows),
		assertions: newIndex(assertionRows),
		matchers:   newIndex(matcherRows),
		callbacks:  newIndex(callbackRows),
		drains:     newIndex(drainRows),
		downloads:  newIndex(downloadRows),
		exit:       effect.Summary{NoReturn: true},
	}
}

// Lookup returns the summary of a function, of a concrete method or of an
// interface method, or nil if there is no row. Callers share the summary and
// must not change it.
//
// Where one result has both an IsEOF and a NonNil outcome, NonNil stands for
// every other error; where it has NonNil only, that includes io.EOF.
func (l *Library) Lookup(fn *types.Func) *effect.Summary {
	if l.NoReturn(fn) {
		return &l.exit
	}
	return l.summaries.find(fn)
}

// LookupCall is Lookup for a call whose effect can depend on a constant
// argument: httputil.DumpResponse reads and closes the body only if asked to.
func (l *Library) LookupCall(fn *types.Func, call *ast.CallExpr, info *types.Info) *effect.Summary {
	v := l.variants.find(fn)
	if v == nil || v.param >= len(call.Args) {
		return l.Lookup(fn)
	}
	value := info.Types[call.Args[v.param]].Value
	switch {
	case value == nil || value.Kind() != constant.Bool:
		return l.Lookup(fn)
	case constant.BoolVal(value):
		return &v.yes
	default:
		return &v.no
	}
}

// NonNilError reports whether the error that fn returns is never nil.
func (l *Library) NonNilError(fn *types.Func) bool { return l.failures.find(fn) != nil }

// Drain says which parameters of fn are the destination and the source of a
// copy, and whether a limit bounds it, so that the engine can tell a drain (the
// destination is io.Discard, which never fails) from a download.
func (l *Library) Drain(fn *types.Func) (dst, src int, bounded, ok bool) {
	if d := l.drains.find(fn); d != nil {
		return d.dst, d.src, d.bounded, true
	}
	return 0, 0, false, false
}
