package main

import (
	"strings"
	"testing"
	"time"
)

// TestSpread checks the median of an odd and of an even number of values.
func TestSpread(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   string
	}{
		{[]float64{3}, "3.0 (3.0–3.0)"},
		{[]float64{9, 1, 2}, "2.0 (1.0–9.0)"},
		{[]float64{4, 1, 2, 9}, "3.0 (1.0–9.0)"},
	} {
		if got := spread("%.1f", test.values); got != test.want {
			t.Errorf("%v: got %s, want %s", test.values, got, test.want)
		}
	}
}

// TestPrint checks that ratios are those of runs of the same round: the second
// round is twice as slow for everybody.
func TestPrint(t *testing.T) {
	run := func(seconds, mebibytes int) sample {
		u := usage{cpu: time.Duration(seconds) * time.Second, memory: int64(mebibytes) << 20}
		return sample{u, u}
	}
	b := &bench{runs: map[string][]sample{
		"floor": {run(10, 100), run(20, 100)},
		"tool":  {run(11, 110), run(22, 130)},
	}}
	var w strings.Builder
	b.print(&w, &module{name: "m", packages: 1, all: 2}, []*tool{{name: "floor"}, {name: "tool"}})
	want := "| | tool | 16.5 (11.0–22.0) s | 1.10 (1.10–1.10) | 120 (110–130) MiB | 1.20 (1.10–1.30) |"
	if !strings.Contains(w.String(), want) {
		t.Errorf("got\n%swant a line that begins with\n%s", w.String(), want)
	}
}

// TestExecute checks that findings are told from failures.
func TestExecute(t *testing.T) {
	if u, err := execute("", nil, "sh", "-c", "exit 0"); err != nil || u.found {
		t.Errorf("success: %v, %v", u.found, err)
	}
	if u, err := execute("", nil, "sh", "-c", "exit 1"); err != nil || !u.found {
		t.Errorf("findings: %v, %v", u.found, err)
	}
	for _, script := range []string{"exit 2", "echo panic: no; exit 1"} {
		if _, err := execute("", nil, "sh", "-c", script); err == nil {
			t.Errorf("%s: no error", script)
		}
	}
}
