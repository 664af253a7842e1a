// Package types stands in for github.com/onsi/gomega/types.
package types

import "time"

// GomegaFailHandler is what a failed assertion calls; it does not return.
type GomegaFailHandler func(message string, callerSkip ...int)

// GomegaTestingT is what *testing.T has.
type GomegaTestingT interface {
	Helper()
	Fatalf(format string, args ...interface{})
}

// GomegaMatcher tells whether a value is as expected.
type GomegaMatcher interface {
	Match(actual interface{}) (success bool, err error)
	FailureMessage(actual interface{}) (message string)
	NegatedFailureMessage(actual interface{}) (message string)
}

// Assertion is what Expect returns.
type Assertion interface {
	Should(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	ShouldNot(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	To(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	ToNot(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	NotTo(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	Error() Assertion
}

// AsyncAssertion is what Eventually returns.
type AsyncAssertion interface {
	Should(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	ShouldNot(matcher GomegaMatcher, optionalDescription ...interface{}) bool
	WithTimeout(interval time.Duration) AsyncAssertion
	WithPolling(interval time.Duration) AsyncAssertion
}
