package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"

	"github.com/respbody/respbody/analyzer"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	if os.Getenv("PROF") != "" {
		runtime.MemProfileRate = 4096
	}
	opts := analyzer.DefaultOptions()
	opts.Unread = "strict"
	r := analyzer.New(opts)
	var before runtime.MemStats
	first := &analysis.Analyzer{Name: "first", Doc: "first", FactTypes: nil, Run: func(*analysis.Pass) (any, error) {
		runtime.ReadMemStats(&before)
		fmt.Fprintf(os.Stderr, "before: heap %d KB mallocs %d total %d KB\n", before.HeapAlloc>>10, before.Mallocs, before.TotalAlloc>>10)
		return nil, nil
	}}
	infer := r.Requires[0]
	infer.Requires = append(infer.Requires, first)
	a := &analysis.Analyzer{Name: "zprof", Doc: "prof", Requires: []*analysis.Analyzer{r}, Run: func(*analysis.Pass) (any, error) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Fprintf(os.Stderr, "after: mallocs +%d total +%d KB sys %d KB numgc %d\n", m.Mallocs-before.Mallocs, (m.TotalAlloc-before.TotalAlloc)>>10, m.Sys>>10, m.NumGC)
		if p := os.Getenv("PROF"); p != "" {
			runtime.GC()
			f, _ := os.Create(p)
			pprof.Lookup("allocs").WriteTo(f, 0)
			f.Close()
		}
		return nil, nil
	}}
	unitchecker.Main(a)
}
