package infer

import (
	"fmt"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// Describe returns a summary in short, a line for each thing it says.
func Describe(sum *effect.Summary) []string {
	if sum == nil {
		return []string{"unknown: what it is given to close it owns, what it is given to read it may read"}
	}
	return lines(sum)
}

// lines returns what a summary says, one thing each.
func lines(sum *effect.Summary) []string {
	var parts []string
	if sum.NoReturn {
		parts = append(parts, "noReturn")
	}
	if sum.KeepsError {
		parts = append(parts, "keepsError")
	}
	for _, p := range sum.Params {
		for _, o := range p.Outcomes {
			parts = append(parts, fmt.Sprintf("%s:%s", place(p.Param, p.Path), outcome(o)))
		}
		if len(p.Outcomes) == 0 {
			parts = append(parts, place(p.Param, p.Path)+":never")
		}
	}
	for _, fr := range sum.Fresh {
		for _, a := range fr.Aliases {
			parts = append(parts, fmt.Sprintf("fresh(%d%s)%s", a.Result, dotted(a.Path), when(fr.When)))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing"} // known to touch no body and to hand none out
	}
	return parts
}

func place(param int, path string) string {
	name := fmt.Sprintf("param%d", param)
	switch param {
	case effect.Receiver:
		name = "recv"
	case effect.Every:
		name = "each"
	}
	return name + dotted(path)
}

func dotted(path string) string {
	if path == "" {
		return ""
	}
	return "." + path
}

func outcome(o effect.Outcome) string {
	s := o.Life.String() + "/" + o.Read.String()
	for _, a := range o.Aliases {
		s += fmt.Sprintf("=result%d%s", a.Result, dotted(a.Path))
	}
	if o.Codes != nil {
		s += "[status " + o.Codes.String() + "]"
	}
	return s + when(o.When)
}

func when(guards []effect.Guard) string {
	var s strings.Builder
	for _, g := range guards {
		fmt.Fprintf(&s, "[%d %s]", g.Result, g.Is)
	}
	return s.String()
}
