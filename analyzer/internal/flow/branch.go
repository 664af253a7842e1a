package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// cond executes a condition and returns the states in which it is true and
// those in which it is false. go/cfg does not split &&, || and !, so they are
// split here.
func (x *explorer) cond(s *State, e ast.Expr) (yes, no []*State) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.cond(s, e.X)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			no, yes = x.cond(s, e.X)
			return yes, no
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND:
			yes, no = x.cond(s, e.X)
			y, n := x.condAll(yes, e.Y)
			return y, append(no, n...)
		case token.LOR:
			yes, no = x.cond(s, e.X)
			y, n := x.condAll(no, e.Y)
			return append(yes, y...), n
		case token.EQL:
			return x.comparison(s, e)
		case token.NEQ:
			no, yes = x.comparison(s, e)
			return yes, no
		}
	case *ast.CallExpr:
		if is := x.errorsIs(e); is != nil {
			return x.condErrorsIs(s, e, is)
		}
	}
	return x.splitAll(x.eval(s, e), e)
}

func (x *explorer) condAll(states []*State, e ast.Expr) (yes, no []*State) {
	for _, s := range states {
		y, n := x.cond(s, e)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// splitAll splits states by a condition whose calls have been executed.
func (x *explorer) splitAll(states []*State, e ast.Expr) (yes, no []*State) {
	for _, s := range states {
		y, n := x.split(s, e, effect.True, effect.False)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// split divides a state by whether e is a or b, and remembers which if e is a
// variable of the function.
func (x *explorer) split(s *State, e ast.Expr, a, b effect.Truth) (as, bs []*State) {
	switch t := x.value(s, e).truth(); {
	case is(t, a):
		return []*State{s}, nil
	case is(t, b):
		return nil, []*State{s}
	}
	other := s.clone()
	x.learn(s, e, a)
	x.learn(other, e, b)
	return []*State{s}, []*State{other}
}

// is reports whether what is known implies what is asked: an error that is
// io.EOF is not nil.
func is(known, asked effect.Truth) bool {
	return known == asked || (known == effect.IsEOF || known == effect.Failed) && asked == effect.NonNil
}

// learn records what a branch says of a variable.
func (x *explorer) learn(s *State, e ast.Expr, t effect.Truth) {
	v := x.rootVar(e)
	if v == nil || !x.local(v) {
		return
	}
	path, ok := x.pathFrom(v, e)
	if !ok {
		return
	}
	id := x.id(place{v, path})
	val := s.get(id)
	val.Truth = t
	s.set(id, v, val)
}

// comparison executes X == Y.
func (x *explorer) comparison(s *State, e *ast.BinaryExpr) (yes, no []*State) {
	for _, s := range x.evalAll(s, e.X, e.Y) {
		y, n := x.equal(s, e.X, e.Y)
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

// equal splits a state by X == Y, both of them already executed. The two sides
// of a comparison, or the tag and a case of a switch, come here.
func (x *explorer) equal(s *State, a, b ast.Expr) (yes, no []*State) {
	if x.isNil(a) {
		a, b = b, a
	}
	if x.isNil(b) {
		return x.split(s, a, effect.Nil, effect.NonNil)
	}
	if x.value(s, b).Truth == effect.Nil {
		return x.split(s, a, effect.Nil, effect.NonNil)
	}
	if x.constant(a).Truth != effect.Unknown {
		a, b = b, a
	}
	switch x.constant(b).Truth {
	case effect.True:
		return x.recond(s, a)
	case effect.False:
		no, yes = x.recond(s, a)
		return yes, no
	}
	if t := x.Info.TypeOf(a); t != nil && track.IsError(t) {
		return x.equalError(s, a, b)
	}
	return x.equalOpaque(s, a, b)
}

// equalOpaque splits by a comparison of which only this is known: as long as
// its variables are not assigned, it has the same outcome again.
func (x *explorer) equalOpaque(s *State, a, b ast.Expr) (yes, no []*State) {
	id, stable := x.opaque(a, b)
	if stable {
		switch s.get(id).Truth {
		case effect.True:
			return []*State{s}, nil
		case effect.False:
			return nil, []*State{s}
		}
	}
	other := s.clone()
	if stable && s.live {
		s.set(id, nil, Value{Truth: effect.True})
		other.set(id, nil, Value{Truth: effect.False})
	}
	x.equalResponse(s, a, b)
	x.equalResponse(s, b, a)
	return []*State{s}, []*State{other}
}

// opaque returns the place where the outcome of a == b is remembered. Only
// comparisons of local variables, and of what a response says of itself, with
// constants are: a field of anything else can change behind the function's back.
func (x *explorer) opaque(a, b ast.Expr) (id int, stable bool) {
	if x.Info.Types[a].Value != nil {
		a, b = b, a
	}
	value := x.Info.Types[b].Value
	v := x.rootVar(a)
	if value == nil || v == nil || !x.local(v) {
		return 0, false
	}
	path, ok := x.pathFrom(v, a)
	if !ok || path != "" && !(track.IsResponse(v.Type()) && path == "StatusCode") {
		return 0, false
	}
	return x.id(place{v, path + "==" + value.ExactString()}), true
}

// typeCase enters a clause of a type switch: a nil value goes to the clause for
// nil, or else to the default, and no other value goes to a clause for nil
// alone. The variable of the clause has the value of the operand.
func (x *explorer) typeCase(s *State, sw *typeSwitch, clause *ast.CaseClause) []*State {
	val := x.value(s, sw.operand)
	forNil := slices.ContainsFunc(clause.List, isNilIdent)
	switch val.truth() {
	case effect.Nil:
		if !forNil && (clause.List != nil || sw.hasNil) {
			return nil
		}
	case effect.NonNil:
		if forNil && len(clause.List) == 1 {
			return nil
		}
	}
	if v, ok := x.Info.Implicits[clause].(*types.Var); ok {
		x.set(s, v, val)
	}
	return []*State{s}
}

// typeElse leaves a clause of a type switch that does not apply. The default
// clause has no block of its own in go/cfg, so its variable is bound here.
func (x *explorer) typeElse(s *State, sw *typeSwitch, clause *ast.CaseClause) []*State {
	val := x.value(s, sw.operand)
	if val.truth() == effect.Nil && len(clause.List) == 1 && isNilIdent(clause.List[0]) {
		return nil
	}
	if v, ok := x.Info.Implicits[sw.fallback].(*types.Var); ok && sw.fallback != nil {
		x.set(s, v, val)
	}
	return []*State{s}
}

// recond splits a state by a condition whose calls have been executed.
func (x *explorer) recond(s *State, e ast.Expr) (yes, no []*State) {
	if x.hasCalls(e) {
		return x.split(s, e, effect.True, effect.False)
	}
	return x.cond(s, e)
}

// equalError splits by err == sentinel. A sentinel is a package-level variable
// and not nil, so an error known to be nil is none.
func (x *explorer) equalError(s *State, a, b ast.Expr) (yes, no []*State) {
	if x.sentinel(a) != nil {
		a, b = b, a
	}
	target := x.sentinel(b)
	known := x.value(s, a).truth()
	switch {
	case target == nil:
		return []*State{s}, []*State{s.clone()}
	case known == effect.Nil, known == effect.Failed && isEOF(target):
		return nil, []*State{s}
	case known == effect.IsEOF && isEOF(target):
		return []*State{s}, nil
	}
	other := s.clone()
	x.learn(s, a, effect.NonNil)
	if isEOF(target) {
		x.learn(s, a, effect.IsEOF)
	}
	return []*State{s}, []*State{other}
}

// sentinel returns the package-level error variable that e names, or nil.
func (x *explorer) sentinel(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, ok := x.Info.ObjectOf(id).(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return v
}

func isEOF(v *types.Var) bool {
	return v.Name() == "EOF" && v.Pkg().Path() == "io"
}

// errorsIs returns the error argument of a call of errors.Is or errors.As, and
// of functions of that name and shape in packages that stand in for errors.
func (x *explorer) errorsIs(call *ast.CallExpr) ast.Expr {
	if len(call.Args) != 2 {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Is" && sel.Sel.Name != "As" {
		return nil
	}
	fn, ok := x.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() != nil || fn.Pkg() == nil || fn.Pkg().Name() != "errors" && fn.Pkg().Name() != "xerrors" {
		return nil
	}
	return call.Args[0]
}

// condErrorsIs splits by errors.Is(err, target): never true of a nil error.
func (x *explorer) condErrorsIs(s *State, call *ast.CallExpr, err ast.Expr) (yes, no []*State) {
	for _, s := range x.evalAll(s, call.Args...) {
		y, n := x.errorMatches(s, err, call.Args[1])
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no
}

func (x *explorer) errorMatches(s *State, err, target ast.Expr) (yes, no []*State) {
	if x.sentinel(target) != nil {
		return x.equalError(s, err, target)
	}
	if x.value(s, err).truth() == effect.Nil {
		return nil, []*State{s}
	}
	other := s.clone()
	x.learn(s, err, effect.NonNil)
	return []*State{s}, []*State{other}
}

// equalResponse applies what resp.Field == value says of the body: a response
// without a body has nothing to read, and a connection that was switched to
// another protocol belongs to whoever asked for that.
func (x *explorer) equalResponse(s *State, a, b ast.Expr) {
	sel, ok := ast.Unparen(a).(*ast.SelectorExpr)
	if !ok || !s.live {
		return
	}
	h, ok := x.value(s, sel.X).direct()
	if !ok || h.Rel.Kind != effect.Response {
		return
	}
	switch sel.Sel.Name {
	case "StatusCode":
		switch n, _ := x.intValue(b); n {
		case 204, 304: // net/http/transfer.go: bodyAllowedForStatus
			s.empty = true
		case 101: // net/http/transport.go: readWriteCloserBody
			s.status.Life = effect.Gone
		}
	case "ContentLength":
		if n, ok := x.intValue(b); ok && n == 0 {
			s.empty = true
		}
	case "Body":
		if v := x.sentinel(b); v != nil && v.Name() == "NoBody" && v.Pkg().Path() == "net/http" {
			s.status.Life = effect.Gone // http.NoBody: Close has no effect
		}
	}
}

func (x *explorer) intValue(e ast.Expr) (int64, bool) {
	tv, ok := x.Info.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}

func (x *explorer) isNil(e ast.Expr) bool {
	tv, ok := x.Info.Types[e]
	return ok && tv.IsNil()
}
