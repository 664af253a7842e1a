package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A repair is the attempt to solve one problem.
type repair struct {
	*Package
	*Problem
	src       *source
	oracle    Oracle
	goVersion string
	parents   map[ast.Node]ast.Node
	decl      ast.Decl // the declaration around the function

	site      site
	handle    handle // how the body is reached; its root is nil if it is not
	signal    signal
	fallible  bool        // the call may fail, and then there is no body
	startsNil bool        // the handle is nil until the call has been made
	closings  []token.Pos // of the calls of Close by the handle

	edits   []edit
	added   []reservation // names that the edits declare
	message string
	failed  bool // something cannot be written in this place
}

// newRepair finds out what the problem is about; nil if its function is one that
// nothing is changed in.
func newRepair(p *Package, src *source, goVersion string, oracle Oracle, problem *Problem) *repair {
	r := &repair{Package: p, Problem: problem, src: src, oracle: oracle, goVersion: goVersion}
	r.parents = parentsOf(problem.Body)
	for _, d := range src.syntax.Decls {
		if within(problem.Call.Pos(), d) {
			r.decl = d
		}
	}
	if r.decl == nil || r.parents[problem.Call] == nil || r.upgrades() || slices.ContainsFunc(r.Ends, r.outOfReach) {
		return nil
	}
	r.markDrains()
	r.use(problem.Call)
	return r
}

// markDrains notes on which paths what is left of the body is to be read.
func (r *repair) markDrains() {
	never := !slices.ContainsFunc(r.Ends, func(e End) bool { return e.Elsewhere || e.Read == effect.Maybe || e.Read == effect.EOF && !e.Empty })
	for i, e := range r.Ends {
		switch {
		case e.Elsewhere || e.Empty:
		case r.Read == Always:
			r.Ends[i].drain = e.Read < effect.EOF
		case r.Read == Unread:
			r.Ends[i].drain = never
		}
	}
}

// outOfReach reports whether nothing here can be done about a path: it ends in
// another function, which is given the body through a variable, or in a literal that
// was deferred before the call, which comes behind all that could be put here.
func (r *repair) outOfReach(e End) bool {
	if e.Pos < r.Body.Pos() || r.Body.End() < e.Pos {
		return true
	}
	return slices.ContainsFunc(r.deferredBefore(r.Call), func(d *ast.DeferStmt) bool { return within(e.ClosedAt, d) })
}

// deferredBefore returns the defer statements before a call.
func (r *repair) deferredBefore(call *ast.CallExpr) []*ast.DeferStmt {
	var all []*ast.DeferStmt
	for n := range r.parents {
		if d, ok := n.(*ast.DeferStmt); ok && d.End() < call.Pos() {
			all = append(all, d)
		}
	}
	return all
}

// use makes a call the one whose results are to be closed.
func (r *repair) use(call *ast.CallExpr) {
	r.site = r.findSite(call)
	if outer := r.value(); r.site.stmt == nil && outer != call {
		if s := r.findSite(outer); s.stmt != nil && len(s.lhs) == 1 {
			// Have: resp := must(http.Get(url)).
			r.site = s
			r.Fresh = effect.Fresh{Aliases: []effect.Alias{{Rel: effect.Whole()}}, Read: r.Fresh.Read}
		}
	}
	r.fallible = len(r.Fresh.When) > 0
	for _, g := range r.Fresh.When {
		if g.Result < len(r.site.lhs) && (g.Is == effect.Nil || g.Is == effect.True) {
			r.signal = signal{r.placeOf(r.site.lhs[g.Result]), g.Is == effect.True}
		}
	}
	for _, a := range r.ranked() {
		if a.Result >= len(r.site.lhs) {
			continue
		}
		at := r.placeOf(r.site.lhs[a.Result])
		if at.root == nil || !r.local(at.root) {
			continue
		}
		if h, ok := r.handleFor(at, r.Info.TypeOf(r.site.lhs[a.Result]), a); ok {
			r.handle = h
			r.besideField(at, h.typ, a)
			break
		}
	}
	if r.signal.root != nil && r.isAssignedInLiteral(r.signal.place) {
		r.signal = signal{}
	}
	r.startsNil = r.handle.root != nil && r.declaredNil(r.handle.place)
	if !r.fallible && r.handle.nilable() {
		r.fallible = len(r.site.lhs) > 1 || r.comparedWithNil(r.handle.place) || r.oracle.MayBeNil(call)
	}
}

// besideField finds what says that there is a body where a struct holds it that the
// call returns whether it fails or not: an error in the same struct.
func (r *repair) besideField(at place, t types.Type, a effect.Alias) {
	if a.Path == "" || r.fallible {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for f := range st.Fields() {
		if track.IsError(f.Type()) {
			r.signal = signal{place{at.root, at.text + "." + f.Name()}, false}
			r.fallible, r.handle.holder = true, true
		} else if b, ok := f.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
			r.fallible, r.handle.holder = true, true // nobody knows which way it says so
		}
	}
}

// comparedWithNil reports whether the function asks if a place holds nil.
func (r *repair) comparedWithNil(at place) bool {
	found := false
	for n := range r.parents {
		if b, ok := n.(*ast.BinaryExpr); ok {
			found = found || r.is(b.X, at) && r.isNil(b.Y) || r.is(b.Y, at) && r.isNil(b.X)
		}
	}
	return found
}

// ranked returns the results that lead to the body, the best to close it by
// first: a cleanup function knows more than the response beside it.
func (r *repair) ranked() []effect.Alias {
	rank := func(a effect.Alias) int {
		if a.Path != "" {
			return 3 + strings.Count(a.Path, ".")
		}
		return slices.Index([]effect.Kind{effect.Closer, effect.Response, effect.Stream}, a.Rel.Kind)
	}
	aliases := slices.Clone(r.Fresh.Aliases)
	slices.SortStableFunc(aliases, func(a, b effect.Alias) int { return rank(a) - rank(b) })
	return aliases
}

func splitPath(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' })
}

// local reports whether a variable belongs to the function and to no other.
func (r *repair) local(v *types.Var) bool {
	if v.Parent() == nil || v.IsField() || v.Parent() == r.Pkg.Scope() {
		return false
	}
	return within(v.Pos(), r.function())
}

// function returns the literal or declaration that the body belongs to.
func (r *repair) function() ast.Node {
	var fn ast.Node = r.decl
	ast.Inspect(r.decl, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && lit.Body == r.Body {
			fn = lit
		}
		return true
	})
	return fn
}

// declaredNil reports whether a variable holds nil from its declaration to the
// call, and nothing else but what the call returns ever.
func (r *repair) declaredNil(at place) bool {
	if at.root.Name() != at.text {
		return false
	}
	starts, ok := false, true
	ast.Inspect(r.function(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, id := range n.Names {
				starts = starts || r.Info.Defs[id] == at.root && len(n.Values) == 0
			}
		case *ast.FuncType:
			if n.Results != nil {
				for _, f := range n.Results.List {
					for _, id := range f.Names {
						starts = starts || r.Info.Defs[id] == at.root
					}
				}
			}
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				ok = ok && (!r.is(lhs, at) || n == r.site.stmt || len(n.Rhs) == len(n.Lhs) && r.isNil(n.Rhs[i]))
			}
		case *ast.UnaryExpr:
			ok = ok && !(n.Op == token.AND && r.is(n.X, at))
		}
		return true
	})
	return starts && ok
}

// upgrades reports whether the function has to do with a connection that is
// switched to another protocol, whose body must stay open, or with a stream of
// events, which is not read to its end in finite time.
func (r *repair) upgrades() bool {
	found := false
	ast.Inspect(r.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			value := strings.ToLower(n.Value)
			found = found || strings.Contains(value, "upgrade") || strings.Contains(value, "websocket") || strings.Contains(value, "event-stream")
		case *ast.Ident:
			found = found || n.Name == "StatusSwitchingProtocols"
		}
		return !found
	})
	return found
}

// loop returns the innermost loop of the function that a node stands in, nil if
// there is none. What is evaluated once is not in it.
func (r *repair) loop(n ast.Node) ast.Stmt {
	for child, parent := n, r.parents[n]; parent != nil; child, parent = parent, r.parents[parent] {
		switch p := parent.(type) {
		case *ast.FuncLit:
			return nil
		case *ast.ForStmt:
			if child != p.Init {
				return p
			}
		case *ast.RangeStmt:
			if child != p.X {
				return p
			}
		}
	}
	return nil
}
