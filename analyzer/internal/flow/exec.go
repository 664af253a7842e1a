package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// node executes one node of a block that is neither a return nor the condition
// that ends the block.
func (x *explorer) node(s *State, n ast.Node) []*State {
	switch n := n.(type) {
	case *ast.ExprStmt:
		return x.eval(s, n.X)
	case ast.Expr:
		return x.eval(s, n)
	case *ast.AssignStmt:
		return x.assignStmt(s, n)
	case *ast.ValueSpec:
		return x.valueSpec(s, n)
	case *ast.DeferStmt:
		return x.deferStmt(s, n)
	case *ast.GoStmt:
		return x.goStmt(s, n)
	case *ast.IncDecStmt:
		x.forgetVar(s, n.X)
	case *ast.SendStmt:
		states := x.evalAll(s, n.Chan, n.Value)
		for _, s := range states {
			x.escape(s, x.value(s, n.Value))
		}
		return states
	}
	return []*State{s}
}

// finish ends a node: the results of its calls are forgotten, and a state that
// has nothing more to tell ends here.
func (x *explorer) finish(n ast.Node, states []*State) []*State {
	kept := states[:0]
	for _, s := range states {
		s.temps = nil
		if !x.over(s, n) {
			s.born = false
			kept = append(kept, s)
		}
	}
	return kept
}

// over records the end of a state that is done before its function is: the
// body is closed or handed over. What a parameter leads to is still in the
// caller's hands, so it is never over. Where nothing leads to an open body any
// more the state goes on, for what it knows of the error may still show that
// its path cannot happen: _, err := http.Get(url); require.Error(t, err).
func (x *explorer) over(s *State, n ast.Node) bool {
	if !s.live || x.Param != nil || x.dry > 0 {
		return false
	}
	switch s.status.Life {
	case effect.Closed, effect.Gone:
		if s.status.Life == effect.Closed && s.reachable() && (x.hands || s.status.Read < effect.EOF) {
			return false // it may yet be returned, or turn out to have had nothing to read
		}
		x.end(s, End{Pos: n.Pos()})
		return true
	case effect.Open:
		if s.lost == NotLost && !s.reachable() {
			s.lost, s.lostAt = x.loss(s, n), n.Pos()
		}
	}
	return false
}

// loss says how the node that just ended lost the last handle.
func (x *explorer) loss(s *State, n ast.Node) Loss {
	switch {
	case s.born && x.isResult(n):
		return Discarded
	case s.born:
		return Consumed
	case s.dropped != NotLost:
		return s.dropped
	}
	return Overwritten
}

// isResult reports whether the creating call is all there is to a statement, or
// what it assigns.
func (x *explorer) isResult(n ast.Node) bool {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.ExprStmt:
		values = []ast.Expr{n.X}
	case *ast.GoStmt:
		values = []ast.Expr{n.Call}
	case *ast.DeferStmt:
		values = []ast.Expr{n.Call}
	case *ast.AssignStmt:
		values = n.Rhs
	case *ast.ValueSpec:
		values = n.Values
	}
	return slices.ContainsFunc(values, func(e ast.Expr) bool { return ast.Unparen(e) == x.Site })
}

func (x *explorer) assignStmt(s *State, n *ast.AssignStmt) []*State {
	states := x.evalAll(s, append(operands(n.Lhs), n.Rhs...)...)
	if n.Tok != token.ASSIGN && n.Tok != token.DEFINE { // x += y concerns no body
		for _, s := range states {
			x.forgetVar(s, n.Lhs[0])
		}
		return states
	}
	for _, s := range states {
		vals := x.values(s, n.Rhs, len(n.Lhs))
		for i, lhs := range n.Lhs {
			x.assign(s, lhs, x.convert(vals[i], x.typeOf(n.Rhs, i), x.lhsType(lhs)), n.Tok == token.DEFINE)
		}
	}
	return states
}

// operands returns the parts of assigned expressions that are evaluated: those
// of m[f()] = v, nothing of a plain variable.
func operands(lhs []ast.Expr) []ast.Expr {
	var es []ast.Expr
	for _, e := range lhs {
		if _, ok := e.(*ast.Ident); !ok {
			es = append(es, e)
		}
	}
	return es
}

func (x *explorer) valueSpec(s *State, n *ast.ValueSpec) []*State {
	states := x.evalAll(s, n.Values...)
	for _, s := range states {
		vals := make([]Value, len(n.Names))
		if len(n.Values) > 0 {
			vals = x.values(s, n.Values, len(n.Names))
		}
		for i, name := range n.Names {
			t := x.lhsType(name)
			if len(n.Values) == 0 {
				vals[i] = zeroValue(t)
			}
			x.assign(s, name, x.convert(vals[i], x.typeOf(n.Values, i), t), true)
		}
	}
	return states
}

// zeroValue returns what is known of the zero value of a type.
func zeroValue(t types.Type) Value {
	if t == nil {
		return Value{}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Map, *types.Slice, *types.Chan:
		return Value{Truth: effect.Nil}
	case *types.Basic:
		if u.Kind() == types.Bool {
			return Value{Truth: effect.False}
		}
	case *types.Struct:
		return Value{Own: true}
	}
	return Value{}
}

// values returns the values of a list of expressions that is assigned to n
// places: one each, or the n results of a single call.
func (x *explorer) values(s *State, exprs []ast.Expr, n int) []Value {
	vals := make([]Value, n)
	if len(exprs) == 1 && n > 1 {
		if call, ok := ast.Unparen(exprs[0]).(*ast.CallExpr); ok {
			copy(vals, s.result(call))
			return vals
		}
		vals[0] = x.value(s, exprs[0]) // v, ok := x.(T), m[k] or <-ch
		vals[1] = x.commaOK(s, exprs[0])
		return vals
	}
	for i := range min(n, len(exprs)) {
		vals[i] = x.value(s, exprs[i])
	}
	return vals
}

// typeOf returns the type of the i-th value of a list as values sees it, nil
// if it is not known.
func (x *explorer) typeOf(exprs []ast.Expr, i int) types.Type {
	if i < len(exprs) {
		if t := x.Info.TypeOf(exprs[i]); t != nil {
			if tuple, ok := t.(*types.Tuple); !ok || tuple.Len() == 0 {
				return t
			}
		}
	}
	if len(exprs) == 1 {
		if tuple, ok := x.Info.TypeOf(exprs[0]).(*types.Tuple); ok && i < tuple.Len() {
			return tuple.At(i).Type()
		}
	}
	return nil
}

// lhsType returns the type of a place that is assigned, nil for _.
func (x *explorer) lhsType(lhs ast.Expr) types.Type {
	if id, ok := lhs.(*ast.Ident); ok {
		if obj := x.Info.ObjectOf(id); obj != nil {
			return obj.Type()
		}
		return nil
	}
	return x.Info.TypeOf(lhs)
}

// commaOK returns what is known of the second value of v, ok := e: a body can
// be closed, whatever interface it is seen through.
func (x *explorer) commaOK(s *State, e ast.Expr) Value {
	ta, ok := ast.Unparen(e).(*ast.TypeAssertExpr)
	if !ok || ta.Type == nil {
		return Value{}
	}
	if x.value(s, ta.X).truth() == effect.Nil {
		return Value{Truth: effect.False}
	}
	h, direct := x.value(s, ta.X).direct()
	if direct && h.Rel.Closes && isInterfaceOf(x.Info.TypeOf(ta.Type), "Close") {
		return Value{Truth: effect.True}
	}
	return Value{}
}

// isInterfaceOf reports whether t is an interface whose only methods beside
// Read are the named one: io.Closer and io.ReadCloser for Close.
func isInterfaceOf(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	it, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := false
	for m := range it.Methods() {
		found = found || m.Name() == name
		if m.Name() != name && m.Name() != "Read" {
			return false
		}
	}
	return found
}

// assign stores a value in a place.
func (x *explorer) assign(s *State, lhs ast.Expr, val Value, define bool) {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		x.assignVar(s, lhs, val, define)
	case *ast.SelectorExpr:
		x.assignField(s, lhs, val)
	default:
		x.escape(s, val) // m[k] = v, *p = v
	}
}

func (x *explorer) assignVar(s *State, id *ast.Ident, val Value, define bool) {
	if id.Name == "_" {
		return
	}
	obj, isNew := x.Info.Defs[id]
	if !isNew || obj == nil {
		obj, isNew = x.Info.Uses[id], false
	}
	v, ok := obj.(*types.Var)
	if !ok {
		return
	}
	if !x.local(v) {
		if val.closes() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope() {
			s.captured = true
		}
		x.escape(s, val)
		return
	}
	x.overwrite(s, v, val, define && isNew)
}

// overwrite sets a variable. A deferred literal that was to close what the
// variable held will now close something else, unless the variable is a new one
// of the same name: each round of a loop has its own.
func (x *explorer) overwrite(s *State, v *types.Var, val Value, isNew bool) {
	x.forgetFields(s, v, "")
	old := x.get(s, v)
	x.set(s, v, val)
	if !old.leads() {
		return
	}
	s.dropped = Overwritten
	if isNew {
		s.dropped = NextRound
	}
	if !s.live || s.status.Life != effect.Guarded {
		return
	}
	if isNew {
		s.status.Life = effect.Closing
		return
	}
	s.status.Life = effect.Open
	x.guard(s)
}

// assignField stores a value in a field. Only structs that nobody else has are
// followed into their fields.
func (x *explorer) assignField(s *State, lhs *ast.SelectorExpr, val Value) {
	base := x.value(s, lhs.X)
	if h, ok := base.direct(); ok && h.Rel.Kind == effect.Response {
		if lhs.Sel.Name != "Body" {
			return
		}
		if v := x.copied(lhs.X); v != nil {
			x.set(s, v, Value{Handles: val.under("Body")})
			return
		}
		x.replaceBody(s, val)
		return
	}
	v := x.rootVar(lhs.X)
	if v == nil || !x.local(v) {
		x.escape(s, val)
		return
	}
	cur := x.get(s, v)
	path, ok := x.pathFrom(v, lhs)
	if !ok || !(cur.Own || cur.leads() || isStruct(v.Type())) {
		x.escape(s, val)
		return
	}
	if cur.field(path).leads() || val.leads() {
		x.overwrite(s, v, cur.withField(path, val), false)
	}
	x.forgetFields(s, v, path)
	s.set(x.id(place{v, path}), v, Value{Truth: val.truth(), Lit: val.Lit})
}

// forgetVar drops what is known of a number that changes.
func (x *explorer) forgetVar(s *State, e ast.Expr) {
	if v := x.rootVar(e); v != nil {
		x.forgetFields(s, v, "")
	}
}

// forgetShared drops what is known of fields that a call may change: those that
// are reached through a pointer.
func (x *explorer) forgetShared(s *State) {
	for p, id := range x.ids {
		v, ok := p.node.(*types.Var)
		if !ok || p.path == "" || isStruct(v.Type()) || track.IsResponse(v.Type()) {
			continue
		}
		if _, pointer := v.Type().Underlying().(*types.Pointer); pointer {
			s.set(id, nil, Value{})
		}
	}
}

// forgetFields drops what is known of the fields of a variable at and below a
// path.
func (x *explorer) forgetFields(s *State, v *types.Var, path string) {
	for p, id := range x.ids {
		if p.node == v && p.path != "" && (path == "" || p.path == path || strings.HasPrefix(p.path, path+".")) {
			s.set(id, nil, Value{})
		}
	}
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// copied returns the variable that e names if it holds a response by value: a
// shallow copy, whose body can be replaced without the original noticing.
func (x *explorer) copied(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := x.Info.ObjectOf(id).(*types.Var)
	if !ok || !isStruct(v.Type()) {
		return nil
	}
	return v
}

// replaceBody assigns resp.Body: from now on the response leads to whatever
// the new body leads to, wherever it is held.
func (x *explorer) replaceBody(s *State, val Value) {
	body, wrapped := val.direct()
	for i := range s.env {
		b := &s.env[i]
		for _, h := range b.val.Handles {
			switch {
			case h.Rel.Kind != effect.Response:
			case wrapped && body.Rel.Closes: // still a response with its body
				rel := body.Rel
				rel.Kind = effect.Response
				b.val = b.val.withField(h.Path, Value{Handles: []Handle{{Rel: rel}}})
			default:
				b.val = b.val.withField(h.Path, Value{Handles: val.under("Body")})
			}
		}
	}
	s.env = slices.DeleteFunc(s.env, func(b binding) bool { return b.val.zero() })
	s.dropped = Overwritten
	s.detached = s.detached || !(wrapped && body.Rel.Closes)
	if s.live && s.status.Life == effect.Guarded {
		s.status.Life = effect.Open
		x.guard(s)
	}
}

// rootVar returns the variable that a chain of selections starts from.
func (x *explorer) rootVar(e ast.Expr) *types.Var {
	for {
		switch y := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = y.X
		case *ast.StarExpr:
			e = y.X
		case *ast.Ident:
			v, _ := x.Info.ObjectOf(y).(*types.Var)
			return v
		default:
			return nil
		}
	}
}

// rangeDone reports whether a range loop can be over: not before the round of
// the element that leads to the obligation.
func (x *explorer) rangeDone(s *State, n *ast.RangeStmt) bool {
	if !x.value(s, n.X).field(track.Element).leads() {
		return true
	}
	id := x.id(place{n, ""})
	if s.get(id).Truth != effect.True {
		return false
	}
	s.set(id, nil, Value{})
	return true
}

// rangeVars assigns the variables of a range clause for one more round.
func (x *explorer) rangeVars(s *State, n *ast.RangeStmt) []*State {
	elem := x.value(s, n.X).field(track.Element)
	if elem.leads() {
		id := x.id(place{n, ""})
		if s.get(id).Truth == effect.True {
			elem = Value{} // its round is over
		}
		s.set(id, nil, Value{Truth: effect.True})
	}
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if e == nil {
			continue
		}
		val := Value{}
		if e == n.Value {
			val = elem
		}
		x.assign(s, e, val, n.Tok == token.DEFINE)
	}
	return []*State{s}
}
