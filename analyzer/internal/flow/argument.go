package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// An argument is an operand of a call that leads to the obligation.
type argument struct {
	index int    // as in effect.ParamEffect
	path  string // track.Element, for one of several variadic arguments
	val   Value
	typ   types.Type // of the parameter; of the receiver's expression for the receiver
}

// handles returns how a callee can reach the obligation. Through an interface it
// reaches the methods of a wrapper, and not the fields that they stand for.
func (a argument) handles() []Handle {
	direct, ok := a.val.direct()
	if !ok || !types.IsInterface(a.typ) {
		return a.val.Handles
	}
	return slices.DeleteFunc(slices.Clone(a.val.Handles), func(h Handle) bool {
		return h.Path != "" && (direct.Rel.Closes || !h.Rel.Closes) && direct.Rel.Reads >= h.Rel.Reads
	})
}

// isBody reports whether an argument is the body itself.
func (a argument) isBody() bool {
	h, direct := a.val.direct()
	return direct && h.Rel.Kind == effect.Stream
}

// arguments returns the operands of a call that lead to the obligation.
func (x *explorer) arguments(s *State, call *ast.CallExpr) []argument {
	if !s.live {
		return nil
	}
	var args []argument
	if recv, ok := x.receiver(s, call); ok && recv.val.leads() {
		args = append(args, recv)
	}
	sig, ok := signature(x.Info, call)
	if !ok {
		return args
	}
	vals := x.values(s, call.Args, operandCount(x.Info, call))
	last := sig.Params().Len() - 1
	shift := 0 // of a method expression the first argument is the receiver
	if x.isMethodExpr(call) {
		shift = 1
	}
	for i, v := range vals {
		if v.Lit != nil && x.r.Runs(call) != Unknown {
			continue // passLits knows better
		}
		v = x.held(s, v)
		if !v.leads() || last < 0 {
			continue
		}
		arg := argument{index: i, val: v, typ: sig.Params().At(min(i, last)).Type()}
		if sig.Variadic() && i >= last {
			arg.index = last
			if !call.Ellipsis.IsValid() {
				arg.path = track.Element
				if sl, ok := arg.typ.(*types.Slice); ok {
					arg.typ = sl.Elem()
				}
			}
		}
		arg.val = x.convert(v, x.typeOf(call.Args, i), arg.typ)
		arg.index -= shift
		args = append(args, arg)
	}
	return args
}

// operandCount returns how many arguments a call passes: those written, or the
// results of the one call that is written.
func operandCount(info *types.Info, call *ast.CallExpr) int {
	if len(call.Args) == 1 {
		if tuple, ok := info.TypeOf(call.Args[0]).(*types.Tuple); ok {
			return tuple.Len()
		}
	}
	return len(call.Args)
}

func signature(info *types.Info, call *ast.CallExpr) (*types.Signature, bool) {
	t := info.TypeOf(call.Fun)
	if t == nil {
		return nil, false
	}
	sig, ok := t.Underlying().(*types.Signature)
	return sig, ok
}

// receiver returns the receiver of a method call, seen through the embedded
// fields that lead to the method.
func (x *explorer) receiver(s *State, call *ast.CallExpr) (argument, bool) {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return argument{}, false
	}
	sel := x.Info.Selections[e]
	if sel == nil || sel.Kind() != types.MethodVal {
		return argument{}, false
	}
	return argument{index: effect.Receiver, val: promote(x.value(s, e.X), sel), typ: sel.Recv()}, true
}

// isMethod reports whether a call names the method it calls: x.M().
func (x *explorer) isMethod(call *ast.CallExpr) bool { return x.selects(call, types.MethodVal) }

// isMethodExpr reports whether a call is of a method expression: T.M(x).
func (x *explorer) isMethodExpr(call *ast.CallExpr) bool { return x.selects(call, types.MethodExpr) }

func (x *explorer) selects(call *ast.CallExpr, kind types.SelectionKind) bool {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	sel := x.Info.Selections[e]
	return sel != nil && sel.Kind() == kind
}

func (x *explorer) method(call *ast.CallExpr) *types.Func {
	e, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	m, _ := x.Info.Uses[e.Sel].(*types.Func)
	return m
}

func resultCount(info *types.Info, call *ast.CallExpr) int {
	switch t := info.TypeOf(call).(type) {
	case nil:
		return 0
	case *types.Tuple:
		return t.Len()
	}
	return 1
}
