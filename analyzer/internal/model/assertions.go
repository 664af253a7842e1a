package model

import (
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// none says that an assertion has no such argument.
const none = -1

// An Assertion is what a test assertion claims of one of its arguments, and what
// follows from a claim that fails.
type Assertion struct {
	// Arg is the index of the argument the claim is about.
	Arg int
	// Is is the claim. An error is claimed as NonNil. Unknown means that the
	// argument Matcher names it (qt.IsNil), or, without one, that the argument
	// itself is the claim: a boolean that is true, an error that is nil, or a
	// comparison (cmp.ErrorContains(err, "…")).
	Is effect.Truth
	// Matcher is the index of the argument that names the claim, or -1.
	Matcher int
	// Target is the index of the error that the argument is compared with
	// (ErrorIs), or -1: where that is io.EOF, the claim is IsEOF.
	Target int
	// Fatal says that a failed claim ends the test; otherwise the test goes on.
	Fatal bool
	// Tells says that the call's result is whether the claim holds, so that
	// "if !assert.NoError(t, err) { return }" is a branch on err.
	Tells bool
}

// Assertion returns what a call of fn claims, or nil. Claim puts it together
// with the call's arguments, and knows gomega's chains as well.
func (l *Library) Assertion(fn *types.Func) *Assertion { return l.assertions.find(fn) }

// assertionRows returns the assertions of a package, or nil.
func assertionRows(path string) []named[Assertion] {
	switch path {
	case "github.com/stretchr/testify/assert":
		return testifyRows(false)
	case "github.com/stretchr/testify/require":
		return testifyRows(true)
	case "gotest.tools/v3/assert", "gotest.tools/assert":
		return gotestRows()
	case "github.com/frankban/quicktest":
		return []named[Assertion]{
			{"Assert", matched(1, true, true)},
			{"Check", matched(1, false, true)},
			{"(*C).Assert", matched(0, true, true)},
			{"(*C).Check", matched(0, false, true)},
		}
	case "github.com/go-quicktest/qt":
		return []named[Assertion]{
			{"Assert", claims(1, effect.Unknown, true, true)},
			{"Check", claims(1, effect.Unknown, false, true)},
		}
	case "gopkg.in/check.v1":
		return []named[Assertion]{
			{"(*C).Assert", matched(0, true, false)},
			{"(*C).Check", matched(0, false, true)},
		}
	}
	return nil
}

// claims is an assertion that names its claim itself.
func claims(arg int, is effect.Truth, fatal, tells bool) Assertion {
	return Assertion{Arg: arg, Is: is, Matcher: none, Target: none, Fatal: fatal, Tells: tells}
}

// matched is an assertion whose next argument names the claim.
func matched(arg int, fatal, tells bool) Assertion {
	return Assertion{Arg: arg, Matcher: arg + 1, Target: none, Fatal: fatal, Tells: tells}
}

// compared adds the error that stands behind the argument of the claim.
func compared(a Assertion) Assertion {
	a.Target = a.Arg + 1
	return a
}

// testifyRows are the rows of assert and of require, which ends the test where
// assert returns a boolean. The first argument is the test, unless the function
// is a method.
func testifyRows(fatal bool) []named[Assertion] {
	base := []named[Assertion]{
		{"EqualError", claims(1, effect.NonNil, fatal, !fatal)},
		{"Error", claims(1, effect.NonNil, fatal, !fatal)},
		{"ErrorAs", claims(1, effect.NonNil, fatal, !fatal)},
		{"ErrorContains", claims(1, effect.NonNil, fatal, !fatal)},
		{"ErrorIs", compared(claims(1, effect.NonNil, fatal, !fatal))},
		{"False", claims(1, effect.False, fatal, !fatal)},
		{"Nil", claims(1, effect.Nil, fatal, !fatal)},
		{"NoError", claims(1, effect.Nil, fatal, !fatal)},
		{"NotNil", claims(1, effect.NonNil, fatal, !fatal)},
		{"True", claims(1, effect.True, fatal, !fatal)},
	}
	var rows []named[Assertion]
	for _, r := range base {
		for _, s := range spellings(r.symbol) {
			value := r.value
			if parse(s).pointer {
				value.Arg--
				value.Target = max(value.Target-1, none)
			}
			rows = append(rows, named[Assertion]{s, value})
		}
	}
	return rows
}

// spellings are the four forms in which testify has each of its functions.
func spellings(name string) []string {
	return []string{name, name + "f", "(*Assertions)." + name, "(*Assertions)." + name + "f"}
}

func gotestRows() []named[Assertion] {
	return []named[Assertion]{
		{"Assert", claims(1, effect.Unknown, true, false)},
		{"Check", claims(1, effect.Unknown, false, true)},
		{"Error", claims(1, effect.NonNil, true, false)},
		{"ErrorContains", claims(1, effect.NonNil, true, false)},
		{"ErrorIs", compared(claims(1, effect.NonNil, true, false))},
		{"ErrorType", claims(1, effect.NonNil, true, false)},
		{"NilError", claims(1, effect.Nil, true, false)},
	}
}

// A matcher is what a checker, a comparison or a gomega matcher claims, as it
// stands and negated. NonNil negated is Nil, but "does not match this error"
// negated claims nothing.
type matcher struct {
	is, not effect.Truth
}

// matcherRows returns the matchers of a package, or nil.
func matcherRows(path string) []named[matcher] {
	isNil, isErr := matcher{effect.Nil, effect.NonNil}, matcher{effect.NonNil, effect.Nil}
	isTrue, isFalse := matcher{effect.True, effect.False}, matcher{effect.False, effect.True}
	someErr := matcher{effect.NonNil, effect.Unknown}
	switch path {
	case "github.com/frankban/quicktest", "github.com/go-quicktest/qt":
		return []named[matcher]{
			{"IsNil", isNil}, {"IsNotNil", isErr}, {"IsTrue", isTrue}, {"IsFalse", isFalse},
			{"ErrorAs", someErr}, {"ErrorIs", someErr}, {"ErrorMatches", someErr},
		}
	case "gopkg.in/check.v1":
		return []named[matcher]{{"IsNil", isNil}, {"NotNil", isErr}, {"ErrorMatches", someErr}}
	case "gotest.tools/v3/assert/cmp", "gotest.tools/assert/cmp":
		return []named[matcher]{
			{"Nil", isNil}, {"Error", someErr}, {"ErrorContains", someErr}, {"ErrorIs", someErr}, {"ErrorType", someErr},
		}
	case "github.com/onsi/gomega":
		return []named[matcher]{
			{"HaveOccurred", isErr}, {"Succeed", isNil}, {"BeNil", isNil}, {"MatchError", someErr},
			{"BeTrue", isTrue}, {"BeTrueBecause", isTrue}, {"BeFalse", isFalse}, {"BeFalseBecause", isFalse},
		}
	}
	return nil
}
