package generate

import (
	"slices"
	"strings"
)

// tries returns the answers that a program is tried on: to its first request, to
// its second, and so on. They are those between which something in the program can
// tell a difference, in all combinations of status and mode; to the third request
// only one of them is out of the ordinary, and later only a few statuses are.
func (p *Program) tries() [][]string {
	statuses, modes := p.statuses(), p.modes()
	errs := []string{"refused"}
	if text := p.Source("p"); strings.Contains(text, "context.Canceled") || strings.Contains(text, "errors.As") {
		errs = append(errs, "canceled")
	}
	var all []string
	for _, mode := range modes {
		for _, status := range statuses {
			all = append(all, strings.TrimSuffix(status+"-"+mode, "-"))
		}
	}
	begin := append([]string{"200"}, errs...)
	first := slices.Clone(begin)
	for _, answer := range append(all, "200-chunked", "200-empty", "200-cut", "200-sticky", "204") {
		if !slices.Contains(first, answer) {
			first = append(first, answer)
		}
	}
	later := slices.Concat(begin, all[1:])
	last := slices.Concat(begin, statuses[1:min(len(statuses), 3)])
	third := slices.Clone(last)
	for _, mode := range modes[1:] {
		third = append(third, "200-"+mode)
	}
	return [][]string{first, later, third, last[:min(len(last), 3)]}
}

// statuses returns the statuses that a program may tell apart.
func (p *Program) statuses() []string {
	text := p.Source("p")
	mentions := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	all := []string{"200"}
	ranges := mentions("StatusCode/100", "StatusCode <", "StatusCode >")
	if mentions("StatusCode", "check(", "inspect(") {
		all = append(all, "404", "403")
	}
	if mentions("StatusInternalServerError") {
		all = append(all, "500")
	}
	if ranges {
		all = append(all, "206", "300")
	}
	if ranges || mentions("StatusNoContent") {
		all = append(all, "204")
	}
	return all
}

// modes returns in what ways bodies can behave so that a program notices.
func (p *Program) modes() []string {
	modes := []string{""}
	for _, m := range []struct {
		mode        string
		productions []string
	}{
		{"cut", []string{"read/ReadAll checked", "read/Copy checked", "read/text helper", "read/Scanner"}},
		{"bad", []string{"read/Decode checked"}},
		{"sticky", []string{"close/checked"}},
		{"chunked", []string{"get/helper"}}, // of which there is one that wants to know the length
	} {
		if slices.ContainsFunc(m.productions, func(name string) bool { return slices.Contains(p.Named, name) }) {
			modes = append(modes, m.mode)
		}
	}
	return modes
}
