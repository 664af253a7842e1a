package analyzer_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/generate"
)

var (
	mutations = flag.Int("mutations", 0, "switch the rules of the engine off, one by one, and see whether so many `programs` notice")
	ruleMatch = flag.String("rule", "", "switch off only the rules that match a `regexp`")
	observed  = flag.String("observed", "", "a `file` with what the programs were seen to do, to be written if it is not there, and used if it is")
)

// A mutation switches one rule of the engine off: the text of a file below
// internal that is replaced by another one.
type mutation struct {
	rule, file, old, new string
}

// engineRules are the rules without which the generator must see the analyzer
// go wrong. The texts are checked by TestMutationsMatch.
var engineRules = []mutation{
	{"deferred literals run where the function ends", "flow/defers.go", "s.defers = append(s.defers, lit)", ""},
	{"errors say whether there is a response", "flow/branch.go", "if x.isNil(b) {\n\t\treturn x.split(s, a, effect.Nil, effect.NonNil)", "if x.isNil(b) {\n\t\treturn []*State{s}, []*State{s.clone()}"},
	{"|| is split: mixed conditions", "flow/branch.go", "return append(yes, y...), n", "return append(yes, y...), append(n, yes...)"},
	{"&& is split: mixed conditions", "flow/branch.go", "return y, append(no, n...)", "return append(y, no...), append(no, n...)"},
	{"branches are remembered: flags", "flow/branch.go", "val.Truth = t", "_ = t"},
	{"wrappers need not pass Close on", "effect/relation.go", "r.Closes && w.Closes", "r.Closes"},
	{"wrappers pass reads on", "effect/relation.go", "min(r.Reads, w.Reads)", "None"},
	{"summaries by outcome", "infer/outcomes.go", "!uniform && len(outs) <= maxOutcomes", "!uniform && len(outs) < 0"},
	{"deferred reads come when the function ends", "flow/apply.go", "s.late, s.lateAt = max(s.late, read), len(s.defers)", "s.status = s.status.Reads(read)"},
	{"a deferred close runs before what was deferred earlier", "flow/apply.go", "s.late = read // the reads", "// the reads"},
	{"method values close", "flow/convert.go", "closes := h.Path == \"\" &&", "closes := false &&"},
	{"deferred literals see named results", "flow/exit.go", "if isNamed {\n\t\tfor", "if false {\n\t\tfor"},
	{"goroutines run their literal", "flow/literal.go", "x.release(s, lit)\n\t\tout = append(out, s)", "out = append(out, s)"},
	{"what is stored is somebody else's", "flow/apply.go", "s.handOver(Stored)", ""},
	{"what is returned is the caller's", "flow/exit.go", "end.Handed = true", ""},
	{"a status that was tested is known", "flow/codes.go", "s.codes = s.codes.And(codes)", "s.codes = codes"},
	{"the status is that of an outcome", "flow/apply.go", "&& x.narrow(c, o.Codes)", ""},
	{"switches test their tag", "flow/graph.go", "g.tags[e] = s.Tag", "_ = e"},
	{"errors.Is is false of nil", "flow/errors.go", "case known == effect.Nil,", "case false,"},
	{"a replaced body is lost", "flow/assign.go", "x.replaceBody(s, val)\n\t\treturn", "return"},
	{"a variable that is assigned leads elsewhere", "flow/assign.go", "x.set(s, v, val)\n\tif !old.leads()", "x.set(s, v, val.merge(old))\n\tif !old.leads()"},
	{"what loops count is known", "flow/count.go", "\tx.putCount(s, at, oneMore(known, x.vars.of(at.v).limits))\n", ""},
	{"range loops count, too", "flow/explore.go", "x.rangeStart(s, stmt)", "_ = stmt"},
	{"204 and 304 have no body", "flow/codes.go", "s.empty = true", ""},
}

// TestMutationsMatch checks that the texts that mutations replace are there, each
// once, and that the record of the last check names every rule.
func TestMutationsMatch(t *testing.T) {
	record := string(readFile(t, filepath.Join(testdata(t), "generated", "mutations.txt")))
	for _, m := range engineRules {
		if n := strings.Count(string(readFile(t, filepath.Join("internal", m.file))), m.old); n != 1 {
			t.Errorf("%s: %q is in internal/%s %d times", m.rule, m.old, m.file, n)
		}
		if !strings.Contains(record, m.rule) {
			t.Errorf("%s: not in testdata/generated/mutations.txt", m.rule)
		}
	}
}

// TestMutations builds this test once per mutation, with the rule switched off,
// and lets it judge the same programs. The first that it judges wrongly gives the
// mutation away.
//
//	go test ./analyzer -run Mutations -mutations 5000 -v -timeout 2h
func TestMutations(t *testing.T) {
	if *mutations == 0 {
		t.Skip("takes an hour; run it with -mutations 5000")
	}
	dir := t.TempDir()
	seen := *observed
	if seen == "" {
		seen = filepath.Join(dir, "observed.json")
	}
	args := []string{"-test.run=TestGenerated$", "-test.timeout=2h", "-first", "-observed=" + seen, fmt.Sprint("-programs=", *mutations), fmt.Sprint("-seed=", *seed)}
	sound := buildTest(t, dir, mutation{})
	if out, err := exec.Command(sound, args...).CombinedOutput(); err != nil {
		t.Fatalf("the sound engine is wrong, too: %s", out)
	}
	chosen := regexp.MustCompile(*ruleMatch)
	for _, m := range engineRules {
		if !chosen.MatchString(m.rule) {
			continue
		}
		out, err := exec.Command(buildTest(t, dir, m), args...).CombinedOutput()
		after := noticed.FindStringSubmatch(string(out))
		if err == nil || after == nil {
			t.Errorf("%s: nobody notices\n%s", m.rule, out)
			continue
		}
		t.Logf("%5s programs: %s (%s): %s", after[1], m.rule, m.file, after[2])
	}
}

// noticed matches what TestGenerated says with -first.
var noticed = regexp.MustCompile(`after (\d+) programs: (.*)`)

// buildTest compiles this test with a mutation of the engine.
func buildTest(t *testing.T, dir string, m mutation) string {
	overlay := map[string]map[string]string{"Replace": {}}
	if m.file != "" {
		name, err := filepath.Abs(filepath.Join("internal", m.file))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(readFile(t, name)), m.old, m.new, 1)
		writeFiles(t, dir, map[string]string{"mutated.go": text})
		overlay["Replace"][name] = filepath.Join(dir, "mutated.go")
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{"overlay.json": string(data)})
	binary := filepath.Join(dir, "mutant.test")
	cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, ".")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", m.rule, err, out)
	}
	return binary
}

// loadReports reads what programs were seen to do by earlier runs, by seed.
func loadReports(t testing.TB) map[uint64]programReport {
	data, err := os.ReadFile(*observed)
	if *observed == "" || os.IsNotExist(err) {
		return map[uint64]programReport{}
	}
	reports := map[uint64]programReport{}
	if err := json.Unmarshal(data, &reports); err != nil {
		t.Fatal(err)
	}
	return reports
}

// saveReports writes what programs were seen to do.
func (w *world) saveReports(t *testing.T) {
	if *observed == "" {
		return
	}
	data, err := json.Marshal(w.reports)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*observed, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// known returns the reports of all programs of a batch, nil if some are missing.
func (w *world) known(b *generate.Batch) []programReport {
	var all []programReport
	for _, p := range b.Programs {
		r, ok := w.reports[p.Seed]
		if !ok {
			return nil
		}
		all = append(all, r)
	}
	return all
}
