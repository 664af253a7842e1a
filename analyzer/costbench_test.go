//go:build unix

package analyzer_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/respbody/respbody/analyzer"
)

// BenchmarkPackage measures packages of n functions. What they cost without
// responses is what every package pays.
func BenchmarkPackage(b *testing.B) {
	sizes := []int{1, 10, 100, 1000}
	grow(b, "empty", sizes, lines("package p\n", "func f%[1]d() {}\n", ""))
	grow(b, "noimport", sizes, lines("package p\n\nimport \"errors\"\n\n", plainFunction, ""))
	grow(b, "plain", sizes, lines(costHead, plainFunction, ""))
	grow(b, "good", sizes, lines(costHead, goodFunction, ""))
	grow(b, "leaks", sizes, lines(costHead, "func leak%[1]d(u string) {\n"+getResponse+"}\n\n", ""))
}

// BenchmarkGrowth measures how the cost of one function grows with what is in
// it, and that of a package with how its functions lean on each other.
func BenchmarkGrowth(b *testing.B) {
	sizes := []int{10, 100, 1000, 10000}
	grow(b, "scoped", sizes, scoped)
	grow(b, "deferred", sizes, deferred)
	grow(b, "statements", sizes, inOne("u string, v int", "\tv += %[1]d\n"))
	grow(b, "branches", sizes, inOne("u string, v int", branchLine))
	grow(b, "options", sizes, options)
	grow(b, "flags", sizes, inOne("u string, fs []bool", flagLine))
	grow(b, "returns", sizes, inOne("u string, v int", returnLine))
	grow(b, "literals", sizes, inOne("u string", "\tfunc() { println(resp.Status, %[1]d) }()\n"))
	grow(b, "cases", sizes, lines(costHead+"func f(u string, v int) {\n"+getResponse+"\tswitch v {\n",
		"\tcase %[1]d:\n\t\tv++\n", "\t}\n\tresp.Body.Close()\n}\n"))

	sizes = []int{1, 10, 100, 1000}
	grow(b, "helpers", sizes, lines(costHead, helper, ""))
	grow(b, "chain", sizes, chain)
	grow(b, "ring", sizes, ring)
	grow(b, "knot", []int{3, 10, 30, 100}, knot)
}

// tooLong ends the growth of what has stopped to be linear: the next size would
// take ten times as long at least.
const tooLong = 10 * time.Second

// grow runs the analyzer on packages of several sizes and reports what each of
// the n things in them costs: where the cost is linear, the numbers do not grow
// with n. The time is that of the processor, other processes aside.
func grow(b *testing.B, name string, sizes []int, source func(n int) string) {
	var spent time.Duration
	for _, n := range sizes {
		b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
			if spent > tooLong {
				b.Skip("the last size took ", spent)
			}
			options := analyzer.DefaultOptions()
			options.Unread = "on"
			a := analyzer.New(options)
			u := newBuilder().build(b, "cost.test/p", source(n))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := processorTime(b)
			for b.Loop() {
				u.run(b, a)
			}
			spent = (processorTime(b) - start) / time.Duration(b.N)
			runtime.ReadMemStats(&after)
			each := float64(b.N) * float64(n)
			b.ReportMetric(float64(spent.Nanoseconds())/float64(n), "cpu-ns/unit")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/each, "allocs/unit")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/each, "B/unit")
			b.ReportMetric(float64(u.findings), "findings")
		})
	}
}

// processorTime returns what this process has spent, the garbage collector
// included.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
