// Package gomega stands in for github.com/onsi/gomega: the same signatures and
// the same behaviour, for the few assertions fixtures use.
package gomega

import (
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/onsi/gomega/types"
)

type (
	Assertion      = types.Assertion
	AsyncAssertion = types.AsyncAssertion
	OmegaMatcher   = types.GomegaMatcher
)

// Gomega has the methods that the package has as functions.
type Gomega interface {
	Ω(actual interface{}, extra ...interface{}) Assertion
	Expect(actual interface{}, extra ...interface{}) Assertion
	Eventually(actualOrCtx interface{}, args ...interface{}) AsyncAssertion
}

// WithT wraps a *testing.T and provides Expect and Eventually.
type WithT struct{ fail types.GomegaFailHandler }

var global = &WithT{}

// RegisterFailHandler connects Ginkgo to Gomega.
func RegisterFailHandler(fail types.GomegaFailHandler) { global.fail = fail }

// NewWithT takes a *testing.T and returns a Gomega whose failures end the test.
func NewWithT(t types.GomegaTestingT) *WithT {
	return &WithT{func(message string, _ ...int) {
		t.Helper()
		t.Fatalf("\n%s", message)
	}}
}

func Expect(actual interface{}, extra ...interface{}) Assertion {
	return global.Expect(actual, extra...)
}

func Ω(actual interface{}, extra ...interface{}) Assertion { return global.Expect(actual, extra...) }

func Eventually(actualOrCtx interface{}, args ...interface{}) AsyncAssertion {
	return global.Eventually(actualOrCtx, args...)
}

func (g *WithT) Ω(actual interface{}, extra ...interface{}) Assertion {
	return g.Expect(actual, extra...)
}

func (g *WithT) Expect(actual interface{}, extra ...interface{}) Assertion {
	return &assertion{g, append([]interface{}{actual}, extra...), 0}
}

func (g *WithT) Eventually(actualOrCtx interface{}, args ...interface{}) AsyncAssertion {
	return &async{g, actualOrCtx, time.Second, 10 * time.Millisecond}
}

// An assertion examines the actual value at index; the others must be nil.
type assertion struct {
	g       *WithT
	actuals []interface{}
	index   int
}

func (a *assertion) Error() Assertion { return &assertion{a.g, a.actuals, len(a.actuals) - 1} }

func (a *assertion) Should(m types.GomegaMatcher, description ...interface{}) bool {
	return a.match(m, true, description)
}

func (a *assertion) ShouldNot(m types.GomegaMatcher, description ...interface{}) bool {
	return a.match(m, false, description)
}

func (a *assertion) To(m types.GomegaMatcher, description ...interface{}) bool {
	return a.match(m, true, description)
}

func (a *assertion) ToNot(m types.GomegaMatcher, description ...interface{}) bool {
	return a.match(m, false, description)
}

func (a *assertion) NotTo(m types.GomegaMatcher, description ...interface{}) bool {
	return a.match(m, false, description)
}

func (a *assertion) match(m types.GomegaMatcher, want bool, description []interface{}) bool {
	for i, extra := range a.actuals {
		if i != a.index && !isNil(extra) && a.index == 0 {
			a.g.fail(fmt.Sprintf("Unexpected non-nil argument at index %d: %v", i, extra))
			return false
		}
	}
	actual := a.actuals[a.index]
	got, err := m.Match(actual)
	switch {
	case err != nil:
		a.g.fail(err.Error())
	case got != want && want:
		a.g.fail(m.FailureMessage(actual))
	case got != want:
		a.g.fail(m.NegatedFailureMessage(actual))
	default:
		return true
	}
	return false
}

// An async assertion polls a value or a function.
type async struct {
	g                *WithT
	actual           interface{}
	timeout, polling time.Duration
}

func (a *async) WithTimeout(d time.Duration) AsyncAssertion { a.timeout = d; return a }
func (a *async) WithPolling(d time.Duration) AsyncAssertion { a.polling = d; return a }

func (a *async) Should(m types.GomegaMatcher, description ...interface{}) bool {
	return a.poll(m, true)
}

func (a *async) ShouldNot(m types.GomegaMatcher, description ...interface{}) bool {
	return a.poll(m, false)
}

func (a *async) poll(m types.GomegaMatcher, want bool) bool {
	for end := time.Now().Add(a.timeout); ; time.Sleep(a.polling) {
		if a.once(m) == want {
			return true
		}
		if time.Now().After(end) {
			a.g.fail("Timed out.")
			return false
		}
	}
}

// once calls the actual if it is a function; with a Gomega as its argument it
// fails this attempt only.
func (a *async) once(m types.GomegaMatcher) (ok bool) {
	f := reflect.ValueOf(a.actual)
	if f.Kind() != reflect.Func {
		ok, _ = m.Match(a.actual)
		return ok
	}
	var args []reflect.Value
	if f.Type().NumIn() == 1 {
		type attempt struct{}
		defer func() {
			if v := recover(); v != nil {
				if _, failed := v.(attempt); !failed {
					panic(v)
				}
				ok = false
			}
		}()
		args = append(args, reflect.ValueOf(&WithT{func(string, ...int) { panic(attempt{}) }}))
	}
	results := f.Call(args)
	if len(results) == 0 {
		ok, _ = m.Match(nil)
		return ok
	}
	for _, extra := range results[1:] {
		if !isNil(extra.Interface()) {
			return false
		}
	}
	ok, _ = m.Match(results[0].Interface())
	return ok
}

func isNil(v interface{}) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return r.IsNil()
	}
	return false
}

// A matcher is a predicate with a name.
type matcher struct {
	name  string
	match func(actual interface{}) (bool, error)
}

func (m matcher) Match(actual interface{}) (bool, error) { return m.match(actual) }
func (m matcher) FailureMessage(actual interface{}) string {
	return fmt.Sprintf("Expected\n%#v\nto %s", actual, m.name)
}
func (m matcher) NegatedFailureMessage(actual interface{}) string {
	return fmt.Sprintf("Expected\n%#v\nnot to %s", actual, m.name)
}

func HaveOccurred() types.GomegaMatcher {
	return matcher{"have occurred", func(actual interface{}) (bool, error) {
		if isNil(actual) {
			return false, nil
		}
		if _, ok := actual.(error); !ok {
			return false, fmt.Errorf("Expected an error-type. Got: %#v", actual)
		}
		return true, nil
	}}
}

func Succeed() types.GomegaMatcher {
	return matcher{"succeed", func(actual interface{}) (bool, error) { return actual == nil, nil }}
}

func BeNil() types.GomegaMatcher {
	return matcher{"be nil", func(actual interface{}) (bool, error) { return isNil(actual), nil }}
}

func BeNumerically(comparator string, compareTo ...interface{}) types.GomegaMatcher {
	return matcher{"be numerically", func(actual interface{}) (bool, error) {
		a, b := reflect.ValueOf(actual).Int(), reflect.ValueOf(compareTo[0]).Int()
		switch comparator {
		case "==":
			return a == b, nil
		case "<":
			return a < b, nil
		case ">":
			return a > b, nil
		}
		return false, fmt.Errorf("unknown comparator %s", comparator)
	}}
}

func Equal(expected interface{}) types.GomegaMatcher {
	return matcher{"equal", func(actual interface{}) (bool, error) { return reflect.DeepEqual(actual, expected), nil }}
}

func MatchError(expected interface{}, functionErrorDescription ...any) types.GomegaMatcher {
	return matcher{"match error", func(actual interface{}) (bool, error) {
		err, ok := actual.(error)
		if !ok {
			return false, fmt.Errorf("Expected an error. Got: %#v", actual)
		}
		if target, ok := expected.(error); ok {
			return errors.Is(err, target), nil
		}
		return err.Error() == expected, nil
	}}
}

func Not(m types.GomegaMatcher) types.GomegaMatcher {
	return matcher{"not match", func(actual interface{}) (bool, error) {
		ok, err := m.Match(actual)
		return !ok, err
	}}
}
