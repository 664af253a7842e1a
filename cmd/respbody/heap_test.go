package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// gcPercent returns the collector's setting without changing it.
func gcPercent() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}

// TestGrowHeap checks that the first collection is put off, and the others are
// not.
func TestGrowHeap(t *testing.T) {
	defer debug.SetGCPercent(gcPercent())

	t.Setenv("GOGC", "50")
	before := gcPercent()
	if growHeap(); gcPercent() != before {
		t.Errorf("GOGC is set, and growHeap still changed %d%% to %d%%", before, gcPercent())
	}

	t.Setenv("GOGC", "")
	if growHeap(); gcPercent() != 100*startingHeap/4 {
		t.Errorf("the first collection is at %d%%, want %d%%", gcPercent(), 100*startingHeap/4)
	}
	for end := time.Now().Add(10 * time.Second); gcPercent() != laterPercent; time.Sleep(time.Millisecond) {
		if runtime.GC(); time.Now().After(end) {
			t.Fatalf("still at %d%% after collections", gcPercent())
		}
	}
}
