package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// eval executes the calls of an expression in the order of evaluation. A call
// with several outcomes splits the state; && and || split it where the right
// operand may not be evaluated.
func (x *explorer) eval(s *State, e ast.Expr) []*State {
	if e == nil || !x.hasCalls(e) && !(s.live && isCondition(e)) {
		return []*State{s}
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.eval(s, e.X)
	case *ast.BinaryExpr, *ast.UnaryExpr:
		if isCondition(e) {
			return x.evalCondition(s, e)
		}
		return x.evalAll(s, children(e)...)
	case *ast.CallExpr:
		return x.evalCall(s, e)
	case *ast.CompositeLit:
		return x.evalComposite(s, e)
	case *ast.FuncLit:
		return []*State{s}
	}
	return x.evalAll(s, children(e)...)
}

// isCondition reports whether the value of e says something of its operands.
func isCondition(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return isCondition(e.X)
	case *ast.UnaryExpr:
		return e.Op == token.NOT
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR, token.EQL, token.NEQ:
			return true
		}
	}
	return false
}

// evalCondition evaluates a condition that is used as a value: ok := err == nil.
func (x *explorer) evalCondition(s *State, e ast.Expr) []*State {
	yes, no := x.cond(s, e)
	for _, s := range yes {
		s.setResult(e, []Value{{Truth: effect.True}})
	}
	for _, s := range no {
		s.setResult(e, []Value{{Truth: effect.False}})
	}
	return append(yes, no...)
}

// evalAll evaluates expressions one after the other.
func (x *explorer) evalAll(s *State, es ...ast.Expr) []*State {
	states := []*State{s}
	for _, e := range es {
		if e == nil {
			continue
		}
		var next []*State
		for _, s := range states {
			next = append(next, x.eval(s, e)...)
		}
		states = next
	}
	return states
}

// children returns the operands of the expressions that eval treats alike.
func children(e ast.Expr) []ast.Expr {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return []ast.Expr{e.X}
	case *ast.StarExpr:
		return []ast.Expr{e.X}
	case *ast.UnaryExpr:
		return []ast.Expr{e.X}
	case *ast.BinaryExpr:
		return []ast.Expr{e.X, e.Y}
	case *ast.TypeAssertExpr:
		return []ast.Expr{e.X}
	case *ast.IndexExpr:
		return []ast.Expr{e.X, e.Index}
	case *ast.SliceExpr:
		return []ast.Expr{e.X, e.Low, e.High, e.Max}
	case *ast.KeyValueExpr:
		return []ast.Expr{e.Key, e.Value}
	}
	return nil
}

// evalComposite evaluates the elements of a composite literal. A function
// literal stored in one that does not certainly close the body may be called by
// anybody from then on.
func (x *explorer) evalComposite(s *State, e *ast.CompositeLit) []*State {
	var elts []ast.Expr
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
		}
		elts = append(elts, elt)
	}
	states := x.evalAll(s, elts...)
	for _, s := range states {
		for _, elt := range elts {
			if v := x.value(s, elt); v.Lit != nil && !x.held(s, v).leads() {
				x.release(s, v.Lit)
			}
		}
	}
	return states
}

// hasCalls reports whether evaluating n can execute anything of interest: a
// call or a composite literal outside nested function literals.
func (x *explorer) hasCalls(n ast.Node) bool {
	if found, ok := x.calls[n]; ok {
		return found
	}
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.CompositeLit:
			found = true
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	if x.calls == nil {
		x.calls = map[ast.Node]bool{}
	}
	x.calls[n] = found
	return found
}

// value returns what is known of an expression whose calls have been executed.
func (x *explorer) value(s *State, e ast.Expr) Value {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.value(s, e.X)
	case *ast.StarExpr:
		return x.value(s, e.X) // a pointer leads where what it points to leads
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return x.value(s, e.X)
		}
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.BinaryExpr:
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.Ident:
		return x.ident(s, e)
	case *ast.SelectorExpr:
		return x.selector(s, e)
	case *ast.CallExpr:
		if x.isConversion(e) {
			return x.convert(x.value(s, e.Args[0]), x.Info.TypeOf(e.Args[0]), x.Info.TypeOf(e))
		}
		if vals := s.result(e); len(vals) > 0 {
			return vals[0]
		}
	case *ast.TypeAssertExpr:
		return x.value(s, e.X)
	case *ast.SliceExpr:
		return x.value(s, e.X)
	case *ast.IndexExpr:
		return x.value(s, e.X).field(track.Element)
	case *ast.CompositeLit:
		return x.composite(s, e)
	case *ast.FuncLit:
		return Value{Lit: e}
	}
	return x.constant(e)
}

// constant returns the value of a boolean constant expression.
func (x *explorer) constant(e ast.Expr) Value {
	if tv, ok := x.Info.Types[e]; ok && tv.Value != nil && tv.Value.Kind() == constant.Bool {
		if constant.BoolVal(tv.Value) {
			return Value{Truth: effect.True}
		}
		return Value{Truth: effect.False}
	}
	return Value{}
}

func (x *explorer) ident(s *State, e *ast.Ident) Value {
	switch obj := x.Info.ObjectOf(e).(type) {
	case *types.Nil:
		return Value{Truth: effect.Nil}
	case *types.Var:
		if v := x.get(s, obj); !v.zero() {
			return v
		}
		if track.IsError(obj.Type()) && isPackageLevel(obj) {
			return Value{Truth: effect.NonNil} // a sentinel
		}
		return Value{}
	}
	return x.constant(e)
}

// selector returns the value of a field, or of a method that closes the body.
func (x *explorer) selector(s *State, e *ast.SelectorExpr) Value {
	sel := x.Info.Selections[e]
	if sel == nil { // a name of another package
		if x.sentinel(e) != nil && track.IsError(x.Info.TypeOf(e)) {
			return Value{Truth: effect.NonNil}
		}
		return x.constant(e)
	}
	v := x.value(s, e.X)
	if !v.leads() {
		return x.fieldFact(s, e)
	}
	v = promote(v, sel)
	if sel.Kind() == types.FieldVal {
		if f := v.field(e.Sel.Name); f.leads() {
			return f
		}
		return x.fieldFact(s, e)
	}
	if m, ok := sel.Obj().(*types.Func); ok && sel.Kind() == types.MethodVal {
		return x.methodValue(v, m)
	}
	return Value{}
}

// fieldFact returns what is known of a field that does not lead to the body.
func (x *explorer) fieldFact(s *State, e *ast.SelectorExpr) Value {
	v := x.rootVar(e)
	if v == nil {
		return Value{}
	}
	path, ok := x.pathFrom(v, e)
	if !ok {
		return Value{}
	}
	if id, ok := x.ids[place{v, path}]; ok {
		return s.get(id)
	}
	return Value{}
}

// promote follows the embedded fields through which a selection reaches its
// field or method.
func promote(v Value, sel *types.Selection) Value {
	for _, name := range embedded(sel) {
		v = v.field(name)
	}
	return v
}

// embedded returns the names of the embedded fields on the way of a selection.
func embedded(sel *types.Selection) []string {
	var names []string
	t := sel.Recv()
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			break
		}
		names = append(names, st.Field(i).Name())
		t = st.Field(i).Type()
	}
	return names
}

// methodValue returns the value of v.Method without a call: a function that
// closes the body if the method does.
func (x *explorer) methodValue(v Value, m *types.Func) Value {
	for _, h := range v.Handles {
		closes := h.Path == "" && h.Rel.Kind == effect.Stream && track.IsCloseMethod(m)
		if closes || x.closesBy(m, h) {
			return Value{Handles: []Handle{{Rel: effect.Relation{Kind: effect.Closer, Closes: h.Rel.Closes}}}}
		}
	}
	// Any other method may read the body when it is called.
	return Value{Handles: []Handle{{Rel: effect.Relation{Kind: effect.Closer, Reads: effect.EOF}}}}
}

// closesBy reports whether a method closes what its receiver holds at a handle,
// however it ends.
func (x *explorer) closesBy(m *types.Func, h Handle) bool {
	sum := x.r.Method(m)
	if sum == nil {
		return false
	}
	outcomes, ok := lookup(sum, effect.Receiver, h.Path)
	return ok && allClose(outcomes)
}

func allClose(outcomes []effect.Outcome) bool {
	for _, o := range outcomes {
		if o.Life != effect.Closed {
			return false
		}
	}
	return len(outcomes) > 0
}

// composite returns the value of a composite literal: a struct leads where its
// fields do, a slice where its elements do.
func (x *explorer) composite(s *State, e *ast.CompositeLit) Value {
	var hs []Handle
	for i, elt := range e.Elts {
		name, val := track.Element, elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			val = kv.Value
			if key, ok := kv.Key.(*ast.Ident); ok && x.isField(key) {
				name = key.Name
			}
		} else if st, ok := structOf(x.Info.TypeOf(e)); ok && i < st.NumFields() {
			name = st.Field(i).Name()
		}
		v := x.held(s, x.value(s, val))
		if st, ok := structOf(x.Info.TypeOf(e)); ok && v.leads() {
			v = x.convert(v, x.Info.TypeOf(val), fieldType(st, name))
		}
		hs = append(hs, v.under(name)...)
	}
	return Value{Handles: sorted(hs), Own: true}
}

func (x *explorer) isField(id *ast.Ident) bool {
	v, ok := x.Info.Uses[id].(*types.Var)
	return ok && v.IsField()
}

func structOf(t types.Type) (*types.Struct, bool) {
	if t == nil {
		return nil, false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return st, ok
}

func fieldType(st *types.Struct, name string) types.Type {
	for f := range st.Fields() {
		if f.Name() == name {
			return f.Type()
		}
	}
	return nil
}

// convert returns a value as seen through another type. A struct of one's own
// that becomes an interface is a wrapper: its methods say what closing and
// reading it does to the body inside.
func (x *explorer) convert(v Value, from, to types.Type) Value {
	if from == nil || to == nil || !v.leads() || !types.IsInterface(to) || types.IsInterface(from) {
		return v
	}
	if _, direct := v.direct(); direct {
		return v
	}
	rel := effect.Relation{Kind: effect.Stream}
	for _, h := range v.Handles {
		rel.Closes = rel.Closes || x.wrapCloses(from, h)
		rel.Reads = max(rel.Reads, x.wrapReads(from, h))
	}
	return v.merge(Value{Handles: []Handle{{Rel: rel}}})
}

// wrapCloses reports whether the Close method of a concrete type closes what a
// value of it holds at h. Code that cannot be seen is believed to.
func (x *explorer) wrapCloses(t types.Type, h Handle) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, nil, "Close")
	m, ok := obj.(*types.Func)
	if !ok || !h.Rel.Closes {
		return false
	}
	if path, ok := embeddedPath(t, index); ok && path != "" {
		return path == h.Path || path+".Body" == h.Path
	}
	sum := x.r.Method(m)
	if sum == nil {
		return true
	}
	outcomes, ok := lookup(sum, effect.Receiver, h.Path)
	if !ok {
		return false
	}
	for _, o := range outcomes {
		if o.Life == effect.Closed || o.Life == effect.Gone {
			return true
		}
	}
	return len(outcomes) == 0
}

// wrapReads returns how far reading a value of a concrete type to EOF reads
// what it holds at h.
func (x *explorer) wrapReads(t types.Type, h Handle) effect.Reading {
	obj, index, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	if _, ok := obj.(*types.Func); !ok {
		return effect.None
	}
	if path, ok := embeddedPath(t, index); ok && path != "" {
		if path == h.Path {
			return h.Rel.Reads
		}
		return effect.None
	}
	return h.Rel.Reads
}

// embeddedPath returns the path of the embedded fields that lead to a promoted
// method.
func embeddedPath(t types.Type, index []int) (string, bool) {
	path := ""
	for _, i := range index[:max(0, len(index)-1)] {
		st, ok := structOf(t)
		if !ok {
			return "", false
		}
		path = track.Join(path, st.Field(i).Name())
		t = st.Field(i).Type()
	}
	return path, true
}

// pathFrom returns the field path of a selection that starts at variable v.
func (x *explorer) pathFrom(v *types.Var, e ast.Expr) (string, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return "", x.Info.ObjectOf(e) == v
	case *ast.StarExpr:
		return x.pathFrom(v, e.X)
	case *ast.SelectorExpr:
		path, ok := x.pathFrom(v, e.X)
		sel := x.Info.Selections[e]
		if !ok || sel == nil {
			return "", false
		}
		for _, name := range embedded(sel) {
			path = track.Join(path, name)
		}
		return track.Join(path, e.Sel.Name), true
	}
	return "", false
}

func (x *explorer) isConversion(call *ast.CallExpr) bool {
	tv, ok := x.Info.Types[call.Fun]
	return ok && tv.IsType() && len(call.Args) == 1
}

// local reports whether a variable belongs to the explored function, literals
// in it included.
func (x *explorer) local(v *types.Var) bool {
	return !v.IsField() && x.Function.Contains(v.Pos())
}

func isPackageLevel(v *types.Var) bool {
	return !v.IsField() && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

func (x *explorer) id(p place) int {
	id, ok := x.ids[p]
	if !ok {
		id = len(x.ids)
		x.ids[p] = id
	}
	return id
}

func (x *explorer) get(s *State, v *types.Var) Value {
	if id, ok := x.ids[place{v, ""}]; ok {
		return s.get(id)
	}
	return Value{}
}

func (x *explorer) set(s *State, v *types.Var, val Value) { s.set(x.id(place{v, ""}), v, val) }
