package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// printHead says when, on what and with which versions the tables were made.
func printHead(w io.Writer) {
	fmt.Fprintf(w, "%s, %s %s/%s, %s (%d cores)", time.Now().UTC().Format(time.DateOnly), goVersion(), runtime.GOOS, runtime.GOARCH, processor(), runtime.NumCPU())
	fmt.Fprintf(w, ", %s", versions("golang.org/x/tools", "github.com/timakin/bodyclose"))
	fmt.Fprint(w, "\n\n| | | CPU cold | × floor | peak memory | × floor | CPU again | × floor | wall cold | wall again |\n|---|---|---|---|---|---|---|---|---|---|\n")
}

// goVersion asks the go command that the tools run under.
func goVersion() string {
	out, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		return runtime.Version()
	}
	return strings.TrimSpace(string(out))
}

// processor returns the model of the processor where the system tells.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	_, rest, _ := strings.Cut(string(text), "model name\t: ")
	model, _, _ := strings.Cut(rest, "\n")
	return model
}

// versions returns the versions of modules, as go list prints them.
func versions(paths ...string) string {
	out, err := exec.Command("go", append([]string{"list", "-m"}, paths...)...).Output()
	if err != nil {
		return "versions unknown"
	}
	return strings.ReplaceAll(strings.TrimSpace(string(out)), "\n", ", ")
}

// print writes the rows of a module.
func (b *bench) print(w io.Writer, m *module, tools []*tool) {
	floor := b.runs[tools[0].name]
	fmt.Fprintf(w, "| **%s** | %d packages, %d with dependencies and tests | | | | | | | | |\n", m.name, m.packages, m.all)
	for _, t := range tools {
		runs := b.runs[t.name]
		cpu := func(s sample) float64 { return s.cold.cpu.Seconds() }
		memory := func(s sample) float64 { return float64(s.cold.memory) / (1 << 20) }
		again := func(s sample) float64 { return s.warm.cpu.Seconds() }
		fmt.Fprintf(w, "| | %s | %s s | %s | %s MiB | %s | %s s | %s | %s s | %s s |\n", t.name,
			spread("%.1f", each(runs, cpu)), spread("%.2f", ratios(runs, floor, cpu)),
			spread("%.0f", each(runs, memory)), spread("%.2f", ratios(runs, floor, memory)),
			spread("%.2f", each(runs, again)), spread("%.2f", ratios(runs, floor, again)),
			spread("%.1f", each(runs, func(s sample) float64 { return s.cold.wall.Seconds() })),
			spread("%.2f", each(runs, func(s sample) float64 { return s.warm.wall.Seconds() })))
	}
}

func each(runs []sample, value func(sample) float64) []float64 {
	var vs []float64
	for _, s := range runs {
		vs = append(vs, value(s))
	}
	return vs
}

// ratios compares runs with the floor of their own round, which had about the
// same neighbours on the machine.
func ratios(runs, floor []sample, value func(sample) float64) []float64 {
	var vs []float64
	for i, s := range runs {
		vs = append(vs, value(s)/value(floor[i]))
	}
	return vs
}

// spread returns the median of the values and, in brackets, the smallest and the
// largest.
func spread(format string, values []float64) string {
	vs := slices.Sorted(slices.Values(values))
	median := (vs[(len(vs)-1)/2] + vs[len(vs)/2]) / 2
	return fmt.Sprintf(format+" ("+format+"–"+format+")", median, vs[0], vs[len(vs)-1])
}
