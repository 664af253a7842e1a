package analyzer_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/respbody/respbody/analyzer"
)

const costHead = `package p

import (
	"errors"
	"io"
	"net/http"
)

var _, _, _ = errors.New, io.Copy, http.Get

`

// Each line of the functions without responses is of a kind that the engine
// would have to look at if there were one.
const plainFunction = `func plain%[1]d(n int, s []string) (string, error) {
	for i, v := range s {
		if i > n && v != "" {
			return v, nil
		}
	}
	defer println(n)
	f := func(v string) string { return v + "!" }
	return f("x"), errors.New("none")
}
`

// A client that does everything right, as most do.
const goodFunction = `func good%[1]d(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
`

// BenchmarkPackage measures packages of n functions. What they cost without
// responses is what every package pays.
func BenchmarkPackage(b *testing.B) {
	for _, n := range []int{1, 1000} {
		measure(b, "empty", n, repeat(n, "package p\n", "func f%[1]d() {}\n", ""))
		measure(b, "noimport", n, repeat(n, "package p\n\nimport \"errors\"\n\n", plainFunction, ""))
		measure(b, "plain", n, repeat(n, costHead, plainFunction, ""))
		measure(b, "good", n, repeat(n, costHead, goodFunction, ""))
	}
}

// BenchmarkGrowth measures how the cost of one function grows with what is in
// it, and that of a package with how its functions lean on each other.
func BenchmarkGrowth(b *testing.B) {
	const get = "\tresp, err := http.Get(u)\n\tif err != nil {\n\t\treturn\n\t}\n\tio.ReadAll(resp.Body)\n"
	for _, n := range []int{10, 100, 1000, 10000} {
		measure(b, "responses", n, repeat(n, costHead+"func f(u string) {\n",
			"\tif resp, err := http.Get(u); err == nil {\n\t\tio.ReadAll(resp.Body)\n\t\tresp.Body.Close()\n\t\tprintln(%[1]d)\n\t}\n", "}\n"))
		measure(b, "responses/checked", n, repeat(n, costHead+"func f(u string) {\n",
			"\tr%[1]d, err := http.Get(u)\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer r%[1]d.Body.Close()\n\tio.ReadAll(r%[1]d.Body)\n", "}\n"))
		measure(b, "branches", n, repeat(n, costHead+"func f(u string, v int) {\n"+get,
			"\tif v == %[1]d {\n\t\tv++\n\t}\n", "\tresp.Body.Close()\n}\n"))
		measure(b, "flags", n, repeat(n, costHead+"func f(u string, fs []bool) {\n"+get,
			"\tf%[1]d := fs[%[1]d]\n\tif f%[1]d {\n\t\tprintln()\n\t}\n\t_ = f%[1]d\n", "\tresp.Body.Close()\n}\n"))
		measure(b, "statements", n, repeat(n, costHead+"func f(u string, v int) {\n"+get,
			"\tv += %[1]d\n", "\tresp.Body.Close()\n}\n"))
		measure(b, "cases", n, repeat(n, costHead+"func f(u string, v int) {\n"+get+"\tswitch v {\n",
			"\tcase %[1]d:\n\t\tv++\n", "\t}\n\tresp.Body.Close()\n}\n"))
		measure(b, "literals", n, repeat(n, costHead+"func f(u string, v int) {\n"+get,
			"\tfunc() { println(resp.Status, %[1]d) }()\n", "\tresp.Body.Close()\n}\n"))
	}
	for _, n := range []int{1, 10, 100, 1000} {
		measure(b, "chain", n, repeat(n, costHead,
			"func f%[1]d(r *http.Response) { f%[1]d_(r) }\nfunc f%[1]d_(r *http.Response) { r.Body.Close() }\n", ""))
		measure(b, "chain/deep", n, deepChain(n))
		measure(b, "ring", n, ring(n))
	}
	for _, n := range []int{3, 10, 30, 100} {
		measure(b, "knot", n, knot(n))
	}
}

// deepChain returns n helpers, each of which calls the next.
func deepChain(n int) string {
	s := costHead
	for i := range n {
		s += fmt.Sprintf("func F%d(r *http.Response) { F%d(r) }\n", i, i+1)
	}
	return s + fmt.Sprintf("func F%d(r *http.Response) { r.Body.Close() }\n", n)
}

// ring returns n helpers, each of which calls the next or closes, and the last
// of which calls the first.
func ring(n int) string {
	s := costHead
	for i := range n {
		s += fmt.Sprintf("func F%d(r *http.Response, n int) {\n\tif n == 0 {\n\t\tr.Body.Close()\n\t\treturn\n\t}\n\tF%d(r, n-1)\n}\n", i, (i+1)%n)
	}
	return s
}

// knot returns n helpers, each of which calls every one.
func knot(n int) string {
	s := costHead
	for i := range n {
		s += fmt.Sprintf("func F%d(r *http.Response, n int) {\n\tswitch n {\n", i)
		for j := range n {
			s += fmt.Sprintf("\tcase %d:\n\t\tF%d(r, n-1)\n", j, j)
		}
		s += "\tdefault:\n\t\tr.Body.Close()\n\t}\n}\n"
	}
	return s
}

// measure runs the analyzer on a package and reports time and allocations for
// each of the n things it has: where the cost is linear, the numbers do not
// grow with n.
func measure(b *testing.B, name string, n int, source string) {
	b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
		u := newBuilder().build(b, "cost.test/p", source)
		options := analyzer.DefaultOptions()
		options.Unread = "on"
		a := analyzer.New(options)
		u.run(b, a)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for b.Loop() {
			u.run(b, a)
		}
		runtime.ReadMemStats(&after)
		each := float64(b.N) * float64(n)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/each, "ns/unit")
		b.ReportMetric(float64(after.Mallocs-before.Mallocs)/each, "allocs/unit")
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/each, "B/unit")
		b.ReportMetric(float64(u.findings), "findings")
	})
}
