package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// startingHeap is how far the heap of the vet tool grows before its first
// collection, in MiB. The go command starts the tool once for each package, and
// what most packages need fits in; their processes end before they collect.
const startingHeap = 24

// growHeap lets the heap grow to startingHeap before the first collection, after
// which the collector works as always. The Go compiler, which the go command
// starts just as often, does the same (cmd/compile/internal/base). GOGC, if it
// is set, has its way.
func growHeap() {
	const usual, first = 100, 4 // percent, and MiB of the first heap at that
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(usual * startingHeap / first)
	collected := new(struct{ self *int }) // a pointer keeps it out of blocks that others share
	runtime.SetFinalizer(collected, func(any) { debug.SetGCPercent(usual) })
}
