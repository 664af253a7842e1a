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

// laterPercent is how much the heap may grow between later collections. Large
// packages get there; the memory that the tool needs beside what parsing and type
// checking need is made up for by collecting earlier.
const laterPercent = 50

// growHeap lets the heap grow to startingHeap before the first collection, and by
// laterPercent before each other. The Go compiler, which the go command starts just
// as often, puts off the first one, too (cmd/compile/internal/base). GOGC, if it is
// set, has its way.
func growHeap() {
	const usual, first = 100, 4 // percent, and MiB of the first heap at that
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(usual * startingHeap / first)
	collected := new(struct{ self *int }) // a pointer keeps it out of blocks that others share
	runtime.SetFinalizer(collected, func(any) { debug.SetGCPercent(laterPercent) })
}
