package fix

import "go/ast"

// solve makes the edits that solve the problem; false if there are none that it
// is sure of.
func (r *repair) solve() bool {
	ok := false
	switch leaking, nested := r.leaking(), r.site.stmt == nil; {
	case leaking && nested:
		ok = r.closeNested()
	case leaking && r.handle.root == nil:
		ok = r.closeDiscarded()
	case leaking:
		ok = r.closeNamed()
	case nested:
		ok = r.readRest() || r.readNested()
	default:
		ok = r.readRest()
	}
	return ok && !r.failed
}

// leaking reports whether some path leaves the body open.
func (r *repair) leaking() bool {
	for _, e := range r.Ends {
		if e.leaks() {
			return true
		}
	}
	return false
}

// closeNamed closes a body that a variable leads to.
func (r *repair) closeNamed() bool {
	if r.drainsAnywhere() && r.handle.body == "" || r.isAssignedInLiteral(r.handle.place) {
		return false
	}
	w, u := r.walk(), r.findUses(nil)
	tries := []func(*walker, *uses) bool{r.deferClose, r.closeAtPoints}
	if r.closesEarly() || r.overwrites() {
		tries = []func(*walker, *uses) bool{r.closeOnce, r.deferClose, r.closeAtPoints}
	}
	for _, try := range tries {
		r.edits = nil
		if try(w, u) && !r.failed {
			return true
		}
		r.failed = false
	}
	r.edits = nil
	return r.liftInit(w, u)
}

// closesEarly reports whether the author closes the body before the function
// ends, on some other path.
func (r *repair) closesEarly() bool {
	for _, e := range r.Ends {
		if !e.leaks() && !e.handedOver() && e.ClosedAt.IsValid() && !r.isDeferred(e) {
			return true
		}
	}
	return false
}

// isDeferred reports whether a path closes the body by a deferred call.
func (r *repair) isDeferred(e End) bool {
	for n := range r.parents {
		if d, ok := n.(*ast.DeferStmt); ok && within(e.ClosedAt, d) {
			return true
		}
	}
	return false
}

// overwrites reports whether every path that leaks loses the body by an
// assignment.
func (r *repair) overwrites() bool {
	for _, e := range r.Ends {
		if e.leaks() && !e.Overwritten {
			return false
		}
	}
	return true
}

// isAssignedInLiteral reports whether some literal assigns a place, so that nobody
// knows what is in it. What a deferred one assigns comes too late to matter.
func (r *repair) isAssignedInLiteral(at place) bool {
	found := false
	for n := range r.parents {
		a, ok := n.(*ast.AssignStmt)
		if !ok || r.inDefer(a) {
			continue
		}
		for _, lhs := range a.Lhs {
			found = found || r.touches(lhs, at) && r.inLiteral(a, r.Body)
		}
	}
	return found
}

// inDefer reports whether a node stands in a literal that is deferred.
func (r *repair) inDefer(n ast.Node) bool {
	for p := r.parents[n]; p != nil; p = r.parents[p] {
		if lit, ok := p.(*ast.FuncLit); ok {
			call, _ := r.parents[lit].(*ast.CallExpr)
			d, ok := r.parents[call].(*ast.DeferStmt)
			return ok && d.Call == call && call.Fun == lit
		}
	}
	return false
}
