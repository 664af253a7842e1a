package fix

import (
	"go/ast"
	"go/version"
	"slices"
)

// limit is how much of a body is read before it is closed: what Go 1.27 reads by
// itself (net/http, maxPostCloseReadBytes). Without one, a stream would be read
// for as long as it lasts.
const limit = "256<<10"

// drains reports whether a fix has to read what is left of the body on some path
// that leaks.
func (r *repair) drains() bool {
	for _, e := range r.Ends {
		if e.leaks() && e.drain {
			return true
		}
	}
	return false
}

// drainsAnywhere reports whether a fix has to read what is left of the body on some
// path.
func (r *repair) drainsAnywhere() bool {
	return slices.ContainsFunc(r.Ends, func(e End) bool { return e.drain })
}

// explicit returns the lines that close the body at once.
func (r *repair) explicit(drain bool) []string {
	if !drain {
		return []string{r.discarding() + r.handle.close}
	}
	if call, fails := r.helped(); call != "" {
		return []string{r.dropping(fails) + call}
	}
	return []string{r.drainLine(false), r.discarding() + r.handle.close}
}

// deferred returns the lines that close the body when the function ends. What is
// deferred last runs first.
func (r *repair) deferred(drain bool) []string {
	literal := r.Closure && !r.reassigned() && !slices.ContainsFunc(r.Ends, func(e End) bool { return e.Overwritten })
	call, fails := "", false
	if drain {
		call, fails = r.helped()
	}
	switch {
	case call != "" && literal && fails:
		return []string{"defer func() { " + r.dropping(fails) + call + " }()"}
	case call != "":
		return []string{"defer " + call}
	case literal && drain:
		return []string{"defer func() {", "\t" + r.drainLine(false), "\t" + r.discarding() + r.handle.close, "}()"}
	case literal:
		return []string{"defer func() { " + r.discarding() + r.handle.close + " }()"}
	case drain:
		return []string{"defer " + r.handle.close, r.drainLine(true)}
	}
	return []string{"defer " + r.handle.close}
}

// discarding returns what stands before a close whose error is discarded in so
// many words.
func (r *repair) discarding() string { return r.dropping(!r.handle.silent) }

// dropping returns what stands before a call that may return an error.
func (r *repair) dropping(fails bool) string {
	if r.Closure && fails {
		return "_ = "
	}
	return ""
}

// drainLine returns the statement that reads what is left of the body.
func (r *repair) drainLine(deferred bool) string {
	call := r.drainCall(r.handle.body)
	switch {
	case deferred:
		return "defer " + call
	case r.Closure:
		return "_, _ = " + call
	}
	return call
}

func (r *repair) drainCall(body string) string {
	discard := r.qualified("io", "Discard")
	if r.goVersion != "" && version.Compare(r.goVersion, "go1.16") < 0 {
		discard = r.qualified("io/ioutil", "Discard")
	}
	return r.qualified("io", "CopyN") + "(" + discard + ", " + body + ", " + limit + ")"
}

// reassigned reports whether the handle, or the body in it, is ever assigned
// again, so that a literal that runs later would find something else there.
func (r *repair) reassigned() bool {
	found := false
	ast.Inspect(r.decl, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && a != r.site.stmt {
			for _, lhs := range a.Lhs {
				found = found || r.touches(lhs, r.handle.place) || r.touches(lhs, place{r.handle.root, r.handle.text + ".Body"})
			}
		}
		return !found
	})
	return found
}
