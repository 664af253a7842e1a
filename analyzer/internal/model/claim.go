package model

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A Claim is what one assertion call claims of one expression.
type Claim struct {
	Of    ast.Expr
	Is    effect.Truth
	Fatal bool // a failed claim ends the test
	Tells bool // the call's result is whether the claim holds
}

// Claim returns what a call asserts, if it is an assertion the library knows:
// all the forms of Assertion, and gomega's chains, Expect(err).NotTo(HaveOccurred()).
func (l *Library) Claim(call *ast.CallExpr, info *types.Info) (Claim, bool) {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil {
		return Claim{}, false
	}
	if fn.Pkg().Path() == "github.com/onsi/gomega/types" {
		return l.chain(call, info)
	}
	a := l.Assertion(fn)
	if a == nil || len(call.Args) <= max(a.Arg, a.Matcher, a.Target) || isMethodExpr(call, info) {
		return Claim{}, false
	}
	c := Claim{Of: call.Args[a.Arg], Is: a.Is, Fatal: a.Fatal, Tells: a.Tells}
	switch {
	case a.Matcher != none:
		c.Is = l.match(call.Args[a.Matcher], info, false)
	case a.Is == effect.Unknown:
		c.Of, c.Is = l.comparison(c.Of, info)
	case a.Target != none && isEOF(call.Args[a.Target], info):
		c.Is = effect.IsEOF
	}
	return c, c.Is != effect.Unknown
}

// chain returns the claim of a gomega chain. A failed one ends the test, unless
// the program registers a fail handler that does not.
func (l *Library) chain(call *ast.CallExpr, info *types.Info) (Claim, bool) {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return Claim{}, false
	}
	var negated bool
	switch selector.Sel.Name {
	case "To", "Should":
	case "NotTo", "ToNot", "ShouldNot":
		negated = true
	default:
		return Claim{}, false
	}
	x := expected(selector.X, info)
	if x == nil {
		return Claim{}, false
	}
	is := l.match(call.Args[0], info, negated)
	return Claim{Of: x, Is: is, Fatal: true, Tells: true}, is != effect.Unknown
}

// expected returns err of Expect(err), perhaps behind WithOffset, or nil. That
// further arguments are claimed to be nil is left out. A call with several
// results is no single value.
func expected(x ast.Expr, info *types.Info) ast.Expr {
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok {
			return nil
		}
		arg := 0
		switch selected(call) {
		case "WithOffset":
			x = ast.Unparen(call.Fun).(*ast.SelectorExpr).X
			continue
		case "ExpectWithOffset":
			arg = 1
		case "Expect", "Ω":
		default:
			return nil
		}
		if len(call.Args) <= arg {
			return nil
		}
		if _, several := info.TypeOf(call.Args[arg]).(*types.Tuple); several {
			return nil
		}
		return call.Args[arg]
	}
}

// selected returns the name of the function or method that is called.
func selected(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident: // gomega is imported with a dot more often than not
		if f.Name != "WithOffset" {
			return f.Name
		}
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// match returns what a matcher expression claims: a checker variable (qt.IsNil),
// a call (HaveOccurred()), or either inside Not.
func (l *Library) match(x ast.Expr, info *types.Info, negated bool) effect.Truth {
	x = ast.Unparen(x)
	var obj types.Object
	if call, ok := x.(*ast.CallExpr); ok {
		obj = typeutil.Callee(info, call)
		if obj != nil && obj.Name() == "Not" && len(call.Args) == 1 {
			return l.match(call.Args[0], info, !negated)
		}
	} else {
		obj = use(x, info)
	}
	m := l.matchers.object(obj)
	switch {
	case m == nil:
		return effect.Unknown
	case negated:
		return m.not
	default:
		return m.is
	}
}

// comparison returns the claim of an argument that is a claim itself.
func (l *Library) comparison(x ast.Expr, info *types.Info) (ast.Expr, effect.Truth) {
	t := info.TypeOf(x)
	if t == nil {
		return x, effect.Unknown
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return x, effect.True
	}
	if types.Identical(t, types.Universe.Lookup("error").Type()) {
		return x, effect.Nil
	}
	negated := false
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return x, effect.Unknown
		}
		if selected(call) != "Not" {
			return call.Args[0], l.match(call, info, negated)
		}
		x, negated = call.Args[0], !negated
	}
}

// isEOF reports whether x is io.EOF.
func isEOF(x ast.Expr, info *types.Info) bool {
	obj := use(ast.Unparen(x), info)
	return obj != nil && obj.Name() == "EOF" && obj.Pkg() != nil && obj.Pkg().Path() == "io"
}

// use returns the object that an identifier or a qualified one denotes, or nil.
func use(x ast.Expr, info *types.Info) types.Object {
	switch x := x.(type) {
	case *ast.Ident:
		return info.Uses[x]
	case *ast.SelectorExpr:
		return info.Uses[x.Sel]
	}
	return nil
}

// isMethodExpr reports whether the called function is a method expression, whose
// receiver is its first argument.
func isMethodExpr(call *ast.CallExpr, info *types.Info) bool {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := info.Selections[selector]
	return s != nil && s.Kind() == types.MethodExpr
}
