package analyzer_test

import (
	"testing"

	"github.com/respbody/respbody/analyzer"
)

// TestCost bounds what can be counted: allocations for each function, and what
// ten times as much of the same costs more. Seconds are left to the benchmarks.
func TestCost(t *testing.T) {
	for _, test := range []struct {
		name   string
		source func(n int) string
		allocs float64 // for each of 100
		growth float64 // of the allocations for each, from 10 to 100
	}{
		// What has nothing to do with responses costs next to nothing: no graph, no
		// map, no summary.
		{"empty functions", lines("package p\n", "func f%[1]d() {}\n", ""), 8, 1},
		{"plain functions", lines(costHead, plainFunction, ""), 11, 1},

		{"good clients", lines(costHead, goodFunction, ""), 350, 1},
		{"responses", scoped, 210, 1},
		{"deferred closes", deferred, 215, 1},
		{"options", options, 40, 1},
		{"statements", inOne("u string, v int", "\tv += %[1]d\n"), 12, 1},
		{"branches", inOne("u string, v int", branchLine), 48, 1},
		{"flags", inOne("u string, fs []bool", flagLine), 55, 1},
		{"returns", inOne("u string, v int", returnLine), 130, 1},
		{"literals", inOne("u string", "\tfunc() { println(resp.Status, %[1]d) }()\n"), 55, 1},
		{"helpers", lines(costHead, helper, ""), 200, 1},
		{"chain", chain, 105, 1},
		{"ring", ring, 340, 1.1},
		{"leaks with fixes", lines(costHead, "func leak%[1]d(u string) {\n"+getResponse+"}\n\n", ""), 900, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			few, many := allocations(t, test.source(10))/10, allocations(t, test.source(100))/100
			t.Logf("%.1f allocations each for 10, %.1f for 100", few, many)
			if many > test.allocs {
				t.Errorf("%.1f allocations each, want at most %v", many, test.allocs)
			}
			if many > few*test.growth {
				t.Errorf("allocations grow from %.1f to %.1f each, want at most %v times as many", few, many, test.growth)
			}
		})
	}
}

// TestLongFunctions checks that what happens in long functions is seen to their
// end: the bounds of the engine are for what no person writes.
func TestLongFunctions(t *testing.T) {
	const n = 1000
	for _, test := range []struct {
		name   string
		source func(int) string
	}{
		{"statements", leakAfter("u string, v int", "\tv += %[1]d\n")},
		{"branches", leakAfter("u string, v int", branchLine)},
		{"returns", leakAfter("u string, v int", returnLine)},
		{"flags", leakAfter("u string, fs []bool", flagLine)},
		{"literals", leakAfter("u string", "\tfunc() { println(resp.Status, %[1]d) }()\n")},
	} {
		u := newBuilder().build(t, "cost.test/p", test.source(n))
		if u.run(t, analyzer.New(analyzer.DefaultOptions())); u.findings != 1 {
			t.Errorf("%d %s before a leak: %d findings, want 1", n, test.name, u.findings)
		}
	}
}

// TestFactSize bounds what a package says of its functions to those that import
// it: nothing where the conventions say it all, little otherwise. What it says of
// methods is repeated by all packages that hand on their values.
func TestFactSize(t *testing.T) {
	for _, test := range []struct {
		name, source string
		bytes        int
	}{
		{"functions without bodies", repeat(100, costHead, plainFunction, ""), 0},
		{"functions that keep what they are given", repeat(100, costHead, "func F%[1]d(r *http.Response) int { return r.StatusCode }\n", ""), 400},
		{"functions that hand over a response", repeat(100, costHead, "func F%[1]d(u string) (*http.Response, error) { return http.Get(u) }\n", ""), 0},
		{"functions that close", repeat(100, costHead, helper, ""), 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			u := newBuilder().build(t, "cost.test/p", test.source)
			u.run(t, analyzer.New(analyzer.DefaultOptions()))
			size := u.factBytes(t)
			t.Logf("%d bytes", size)
			if size > test.bytes {
				t.Errorf("%d bytes, want at most %d", size, test.bytes)
			}
		})
	}
}

// allocations returns how often the analyzer allocates for a package.
func allocations(t *testing.T, source string) float64 {
	t.Helper()
	u := newBuilder().build(t, "cost.test/p", source)
	a := analyzer.New(analyzer.DefaultOptions())
	return testing.AllocsPerRun(3, func() { u.run(t, a) })
}
