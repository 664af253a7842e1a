package infer

import (
	"fmt"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A Fact carries the summary of a function to the packages that import it, in
// the form that GobEncode gives it. A function that does what the conventions
// assume of unknown code has none.
type Fact struct{ sum effect.Summary } // gob describes exported fields, even those it does not send

// AFact marks Fact as a fact of go/analysis.
func (*Fact) AFact() {}

// String returns a short form, for tests and for people.
func (f *Fact) String() string { return strings.Join(f.lines(), " ") }

// lines returns what the fact says, one thing each.
func (f *Fact) lines() []string {
	var parts []string
	if f.sum.NoReturn {
		parts = append(parts, "noReturn")
	}
	for _, p := range f.sum.Params {
		for _, o := range p.Outcomes {
			parts = append(parts, fmt.Sprintf("%s:%s", place(p.Param, p.Path), outcome(o)))
		}
		if len(p.Outcomes) == 0 {
			parts = append(parts, place(p.Param, p.Path)+":never")
		}
	}
	for _, fr := range f.sum.Fresh {
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
	return s + when(o.When)
}

func when(guards []effect.Guard) string {
	var s strings.Builder
	for _, g := range guards {
		fmt.Fprintf(&s, "[%d %s]", g.Result, g.Is)
	}
	return s.String()
}
