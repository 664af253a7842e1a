package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A site is the statement in which the body is handed over, and where it stands.
type site struct {
	stmt   ast.Stmt   // a simple statement; nil if the call is part of something larger
	lhs    []ast.Expr // what the results are assigned to; nil if they are dropped
	define bool       // the statement declares what it assigns
	holder ast.Stmt   // the statement of a list: stmt, or the one whose init stmt is
	list   list
}

// A list is a sequence of statements that more can be added to.
type list struct {
	owner ast.Node // a block or a clause; nil for none
	stmts []ast.Stmt
	open  token.Pos // behind the brace or colon
}

// index returns where a statement stands in the list, or -1.
func (l list) index(s ast.Stmt) int {
	for i, t := range l.stmts {
		if t == s {
			return i
		}
	}
	return -1
}

// listOf returns the list that a node owns.
func listOf(n ast.Node) list {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return list{n, n.List, n.Lbrace + 1}
	case *ast.CaseClause:
		return list{n, n.Body, n.Colon + 1}
	case *ast.CommClause:
		return list{n, n.Body, n.Colon + 1}
	}
	return list{}
}

// listAround returns the list that a statement stands in, if it stands in one.
func (r *repair) listAround(s ast.Stmt) list {
	l := listOf(r.parents[s])
	if l.index(s) < 0 {
		return list{}
	}
	return l
}

// around returns the node around an expression and the parentheses it is in.
func (r *repair) around(e ast.Expr) ast.Node {
	n := r.parents[e]
	for {
		paren, ok := n.(*ast.ParenExpr)
		if !ok {
			return n
		}
		n = r.parents[paren]
	}
}

// findSite returns where a call stands.
func (r *repair) findSite(call *ast.CallExpr) site {
	var s site
	switch n := r.around(call).(type) {
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		s.stmt = n.(ast.Stmt)
	case *ast.AssignStmt:
		s.stmt, s.define = n, n.Tok == token.DEFINE
		s.lhs = valuesOf(n.Lhs, n.Rhs, call)
	case *ast.ValueSpec:
		names := make([]ast.Expr, len(n.Names))
		for i, id := range n.Names {
			names[i] = id
		}
		decl := r.parents[n]
		if gen, ok := decl.(*ast.GenDecl); !ok || len(gen.Specs) != 1 {
			return s
		}
		stmt, ok := r.parents[decl].(ast.Stmt)
		if !ok {
			return s
		}
		s.stmt, s.define = stmt, true
		s.lhs = valuesOf(names, n.Values, call)
	}
	if s.stmt != nil {
		r.place(&s)
	}
	return s
}

// valuesOf returns the part of the left side that a call on the right side fills.
func valuesOf(lhs, rhs []ast.Expr, call *ast.CallExpr) []ast.Expr {
	if len(rhs) == 1 {
		return lhs
	}
	for i, e := range rhs {
		if ast.Unparen(e) == call {
			return lhs[i : i+1]
		}
	}
	return nil
}

// place finds the list that the statement of a site stands in, by itself or as
// the init of another.
func (r *repair) place(s *site) {
	s.holder = s.stmt
	for range 2 {
		if s.list = r.listAround(s.holder); s.list.owner != nil {
			return
		}
		switch parent := r.parents[s.holder].(type) {
		case *ast.IfStmt:
			if parent.Init != s.holder {
				return
			}
			s.holder = parent
		case *ast.SwitchStmt:
			s.holder = parent
		case *ast.LabeledStmt:
			s.holder = parent
		default:
			return
		}
	}
}

// A handle is how the body is reached: the variable that a result was assigned
// to, and what to write to close and to read it.
type handle struct {
	place
	typ    types.Type
	close  string     // resp.Body.Close()
	silent bool       // closing returns nothing
	body   string     // resp.Body; "" if it cannot be read this way
	stream types.Type // of what body names
	resp   string     // resp; "" if there is no *http.Response
	holder bool       // a struct that is there without a response, too
}

// nilable reports whether the variable is nil if there is no response.
func (h handle) nilable() bool {
	return h.root != nil && !h.holder && isNilable(h.typ)
}

// A signal is the variable that says whether there is a response.
type signal struct {
	place
	ok bool // a boolean, and not an error
}

// handleFor returns the handle that a result of type t in a place makes, by one
// of its aliases; false if the body cannot be closed through it.
func (r *repair) handleFor(at place, t types.Type, a effect.Alias) (handle, bool) {
	h := handle{place: at, typ: t}
	if !a.Rel.Closes {
		return h, false
	}
	expr, typ := at.text, t
	if a.Path != "" {
		if m := r.ownClose(t, a.Path); m != nil {
			h.close, h.silent = expr+"."+m.Name()+"()", m.Signature().Results().Len() == 0
		}
		if expr, typ = r.field(expr, t, a.Path); typ == nil {
			return h, h.close != ""
		}
	}
	closer := ""
	switch a.Rel.Kind {
	case effect.Response:
		closer, h.body = expr+".Body.Close()", expr+".Body"
		if body, _, _ := types.LookupFieldOrMethod(typ, true, r.Pkg, "Body"); body != nil {
			h.stream = body.Type()
		}
		if track.IsResponse(typ) {
			h.resp = strings.Join(append([]string{at.text}, splitPath(a.Path)...), ".")
		}
	case effect.Stream:
		if track.CanRead(typ) {
			h.body, h.stream = expr, typ
		}
		if track.CanClose(typ) {
			closer = expr + ".Close()"
			h.silent = h.silent || h.close == "" && track.Method(typ, "Close").Signature().Results().Len() == 0
		}
	case effect.Closer:
		sig, ok := typ.Underlying().(*types.Signature)
		if ok && sig.Params().Len() == 0 {
			closer = expr + "()"
			h.silent = h.silent || h.close == "" && sig.Results().Len() == 0
		}
	}
	if h.close == "" {
		h.close = closer
	}
	return h, h.close != ""
}

// ownClose returns the method by which a type closes the body in one of its
// fields, or nil.
func (r *repair) ownClose(t types.Type, path string) *types.Func {
	for _, name := range []string{"Close", "close"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, r.Pkg, name)
		m, ok := obj.(*types.Func)
		if ok && m.Signature().Params().Len() == 0 && r.oracle.Closes(m, path) {
			return m
		}
	}
	return nil
}

// field returns the expression for a field path behind another expression, and
// its type; nil if this package must not name it.
func (r *repair) field(expr string, t types.Type, path string) (string, types.Type) {
	for _, name := range splitPath(path) {
		obj, _, _ := types.LookupFieldOrMethod(t, true, r.Pkg, name)
		v, ok := obj.(*types.Var)
		if !ok {
			return "", nil
		}
		if !v.Embedded() || !r.promotes(t, v.Type()) {
			expr += "." + name
		}
		t = v.Type()
	}
	return expr, t
}

// promotes reports whether what closes and reads a body can be selected on a
// struct as it can on a field embedded in it.
func (r *repair) promotes(outer, embedded types.Type) bool {
	for _, name := range []string{"Body", "Close", "Read"} {
		in, _, _ := types.LookupFieldOrMethod(embedded, true, r.Pkg, name)
		out, _, _ := types.LookupFieldOrMethod(outer, true, r.Pkg, name)
		if in != nil && in != out {
			return false
		}
	}
	return true
}
