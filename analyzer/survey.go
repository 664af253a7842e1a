package analyzer

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/infer"
)

// Survey counts what becomes of the obligations in the packages that match the
// patterns in dir, and writes a table of it (respbody stats): how many there are, met on every
// path, reported, handed over, and given up, and why; then where those that were
// given up are, and the engine's own mistakes, should there be any.
func Survey(w io.Writer, dir string, patterns []string) error {
	pkgs, err := inferred(dir, patterns)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	var lost []string
	seen := map[string]bool{} // a package and its test variant share their files
	for _, p := range pkgs {
		for _, f := range p.Functions() {
			for _, ob := range p.Obligations(f) {
				if pos := p.pass.Fset.Position(ob.Call.Pos()).String(); !seen[pos] {
					seen[pos] = true
					counts["obligations"]++
					what := fate(p.Package, ob)
					counts[what]++
					if strings.HasPrefix(what, givenUp) {
						lost = append(lost, fmt.Sprintf("%s: %s", p.position(dir, ob.Call.Pos()), what))
					}
				}
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(w, "%6d  %s\n", counts[k], k)
	}
	for _, p := range pkgs {
		lost = append(lost, p.Failures()...)
	}
	for _, line := range lost {
		fmt.Fprintln(w, line)
	}
	return nil
}

// givenUp begins the fate of an obligation that was not followed to the end.
const givenUp = "given up: "

// fate names what becomes of an obligation.
func fate(p *infer.Package, ob *infer.Obligation) string {
	v := p.Follow(ob)
	if v.GaveUp != "" {
		return givenUp + v.GaveUp
	}
	if f := judge(ob, v); f != nil && f.rule != hasty {
		return "reported: " + f.rule.category()
	}
	gone := ""
	for _, e := range v.Ends {
		if e.Status.Life == effect.Gone && gone == "" {
			gone = e.Why.String()
		}
	}
	if gone != "" {
		return "handed over: " + gone
	}
	return "met on every path"
}
