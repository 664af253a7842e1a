// Package ginkgo stands in for github.com/onsi/ginkgo/v2: containers build a
// tree when the package is initialised, RunSpecs runs its leaves.
package ginkgo

import (
	"fmt"
	"reflect"
)

// GinkgoTestingT is what *testing.T has.
type GinkgoTestingT interface{ Fail() }

type container struct {
	parent        *container
	before, after []func()
}

type spec struct {
	in   *container
	body func()
}

var (
	current = &container{}
	specs   []spec
	cleanup []func()
)

func body(args []interface{}) func() {
	for _, a := range args {
		if f, ok := a.(func()); ok {
			return f
		}
	}
	return func() {}
}

// Describe nodes are Container nodes that allow you to organize your specs.
func Describe(text string, args ...interface{}) bool {
	outer := current
	current = &container{parent: outer}
	body(args)()
	current = outer
	return true
}

// Context is an alias for Describe.
func Context(text string, args ...interface{}) bool { return Describe(text, args...) }

// When is an alias for Describe.
func When(text string, args ...interface{}) bool { return Describe(text, args...) }

// It nodes are Subject nodes that contain your spec code and assertions.
func It(text string, args ...interface{}) bool {
	specs = append(specs, spec{current, body(args)})
	return true
}

// BeforeEach nodes are Setup nodes whose closures run before It node closures.
func BeforeEach(args ...interface{}) bool {
	current.before = append(current.before, body(args))
	return true
}

// AfterEach nodes are Setup nodes whose closures run after It node closures.
func AfterEach(args ...interface{}) bool {
	current.after = append(current.after, body(args))
	return true
}

// DeferCleanup can be called within any Setup or Subject node to register a
// cleanup callback: a function and its arguments.
func DeferCleanup(args ...interface{}) {
	f := reflect.ValueOf(args[0])
	var in []reflect.Value
	for _, a := range args[1:] {
		in = append(in, reflect.ValueOf(a))
	}
	cleanup = append(cleanup, func() { f.Call(in) })
}

// A TableEntry represents an entry in a table test.
type TableEntry struct{ parameters []interface{} }

// Entry constructs a TableEntry.
func Entry(description interface{}, args ...interface{}) TableEntry { return TableEntry{args} }

// DescribeTable describes a table-driven spec: a function and its entries.
func DescribeTable(description string, args ...interface{}) bool {
	f := reflect.ValueOf(args[0])
	return Describe(description, func() {
		for _, a := range args[1:] {
			var in []reflect.Value
			for _, p := range a.(TableEntry).parameters {
				in = append(in, reflect.ValueOf(p))
			}
			It("entry", func() { f.Call(in) })
		}
	})
}

type failure string

// By documents a step of a spec.
func By(text string, callback ...func()) {
	for _, f := range callback {
		f()
	}
}

// Fail notifies Ginkgo that the current spec has failed. It panics.
func Fail(message string, callerSkip ...int) { panic(failure(message)) }

// RunSpecs runs all specs.
func RunSpecs(t GinkgoTestingT, description string, args ...interface{}) bool {
	passed := true
	for _, s := range specs {
		if err := s.run(); err != nil {
			passed = false
			t.Fail()
		}
	}
	return passed
}

func (s spec) run() (err error) {
	defer func() {
		for i := len(cleanup) - 1; i >= 0; i-- {
			cleanup[i]()
		}
		cleanup = nil
	}()
	var chain []*container
	for c := s.in; c != nil; c = c.parent {
		chain = append([]*container{c}, chain...)
	}
	defer func() {
		for i := len(chain) - 1; i >= 0; i-- {
			for _, f := range chain[i].after {
				if e := guard(f); err == nil {
					err = e
				}
			}
		}
	}()
	for _, c := range chain {
		for _, f := range c.before {
			if err := guard(f); err != nil {
				return err
			}
		}
	}
	return guard(s.body)
}

// guard turns a failure, or any other panic, into an error.
func guard(f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%v", v)
		}
	}()
	f()
	return nil
}
