package analyzer_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

var (
	programs = flag.Int("programs", 0, "how many `programs` TestGenerated makes up; 0: a few hundred")
	first    = flag.Bool("first", false, "stop TestGenerated at the first disagreement and do not shrink it")
	seed     = flag.Uint64("seed", 1, "the `number` of the first program that TestGenerated makes up")
)

// batchSize is how many programs are compiled together.
const batchSize = 500

// TestGenerated makes programs up, runs each on answers of every kind and
// compares what became of the responses with what the analyzer says. It fails
// with the smallest programs it can find on which the two disagree.
//
//	go test ./analyzer -run Generated -programs 20000 -v -timeout 2h
func TestGenerated(t *testing.T) {
	n, size := *programs, batchSize
	if n == 0 {
		n, size = 200, 200
	}
	w := newWorld(t)
	counts := map[string]int{}
	start := time.Now()
	wrong, runs := 0, 0
	for done := 0; done < n; done += size {
		b := w.batch(t, *seed+uint64(done), min(size, n-done))
		results := w.compare(t, b)
		for i, r := range results {
			counts["verdict "+r.truth()]++
			runs += r.report.Runs
			for _, name := range r.program.Named {
				counts[name]++
			}
			for _, why := range r.leftOpen() {
				counts["left open: "+why]++
			}
			if r.agrees() {
				continue
			}
			if *first {
				t.Fatalf("after %d programs: seed %d: %s", done+i+1, r.program.Seed, r.difference())
			}
			if wrong++; wrong <= 20 {
				s := w.shrink(t, r)
				t.Errorf("seed %d: %s\n%s", r.program.Seed, s.difference(), s.fixture())
			}
		}
		if *programs > 0 {
			fmt.Printf("%6d programs, %d runs, %d disagreements, %v\n", done+len(results), runs, wrong, time.Since(start).Round(time.Second))
		}
	}
	w.saveReports(t)
	t.Logf("%d programs, %d dropped because they do not compile, %d runs, %d disagreements", n, w.dropped, runs, wrong)
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%6d %s", counts[name], name)
	}
}

// TestReadmeGenerator checks that the flags and tests the README names are there;
// what its command does with many programs, TestGenerated does with a few.
func TestReadmeGenerator(t *testing.T) {
	text := readme(t)
	if !strings.Contains(text, "go test ./analyzer -run 'Generated$' -programs 20000 -v -timeout 2h") {
		t.Error("the README does not say how to make programs up")
	}
	for _, name := range []string{"programs", "seed", "mutations", "everything"} {
		if !strings.Contains(text, "-"+name) || flag.Lookup(name) == nil {
			t.Errorf("-%s: in the README %v, a flag %v", name, strings.Contains(text, "-"+name), flag.Lookup(name) != nil)
		}
	}
}

// writeFiles writes files into a directory.
func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// A result is what is known of one program.
type result struct {
	program *generate.Program
	report  programReport
	found   []programFinding
}

// truth says what the runs say, for every place that asks: "s1 unclosed, s2 fine".
func (r *result) truth() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(r.report.Sites)) {
		if v := r.report.Sites[name].verdict(); v != "fine" {
			all = append(all, v)
		}
	}
	return strings.Join(all, ", ")
}

// agrees reports whether the analyzer says of every place what the runs say.
func (r *result) agrees() bool { return r.difference() == "" }

// difference describes what the analyzer and the runs say differently. Places
// that no run comes to are not judged: nil pointers keep runs from them.
func (r *result) difference() string {
	if r.report.Hung {
		return "a run does not end"
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(r.report.Sites)) {
		s := r.report.Sites[name]
		want, got := s.verdict(), r.said(name)
		if want != got && r.open(s, want, got) == "" {
			all = append(all, fmt.Sprintf("%s is %s, reported as %s (open: %q, closed short of EOF: %q, read to EOF: %q)", name, want, got, s.Open, s.Short, s.Full))
		}
	}
	return strings.Join(all, "; ")
}

// said returns what the analyzer says of a place.
func (r *result) said(site string) string {
	said := "fine"
	for _, f := range r.found {
		if f.site == site && (said == "fine" || f.category < said) {
			said = f.category // "unclosed", if a helper and its caller are at fault
		}
	}
	return said
}

// leftOpen says why places are not judged about which the analyzer and the runs
// do not say the same.
func (r *result) leftOpen() []string {
	var all []string
	for name, s := range r.report.Sites {
		if want, got := s.verdict(), r.said(name); want != got {
			if why := r.open(s, want, got); why != "" {
				all = append(all, why)
			}
		}
	}
	return all
}

// open says why the runs leave open which verdict is right, "" if they do not.
func (r *result) open(s siteReport, want, got string) string {
	switch {
	case !s.Returned:
		return "all runs with the response panic, and those are not looked at"
	case got != "fine" && s.Crashed:
		return "a nil pointer ended the run before it could show"
	case s.Spent && want != "unclosed" && got != "unclosed":
		return "read in a run that panics"
	case r.program.Fetches && (want == "fine" && got == "unread" || want != "unclosed" && got == "unclosed" && s.Lost):
		return "what a helper that asks loses is lost, whatever its caller does then"
	case (r.program.Lends || r.program.Fetches) && want == "unread" && got == "fine":
		return "somebody else may have read it"
	}
	return ""
}

// kind says which way a difference goes, so that a program does not turn into
// another kind of disagreement when it is shrunk.
func (r *result) kind() string {
	_, after, _ := strings.Cut(r.difference(), " is ")
	kind, _, _ := strings.Cut(after, " (")
	return kind
}
