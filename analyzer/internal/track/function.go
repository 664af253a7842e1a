package track

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A Function is a unit of analysis: a declared function or a literal.
type Function struct {
	Node   ast.Node       // *ast.FuncDecl or *ast.FuncLit
	Body   *ast.BlockStmt // never nil
	Type   *ast.FuncType
	Sig    *types.Signature
	Obj    *types.Func // nil for literals
	Parent *Function   // the function a literal stands in; nil for declarations and package-level literals

	calls []*ast.CallExpr // see Package.Calls
}

// Contains reports whether pos lies within the function's text, where its own
// parameters and variables are declared.
func (f *Function) Contains(pos token.Pos) bool {
	return f.Node.Pos() <= pos && pos < f.Node.End()
}

// Params returns the objects of the declared parameters, nil for unnamed ones.
func Params(info *types.Info, ft *ast.FuncType) []*types.Var { return vars(info, ft.Params) }

// Results returns the objects of the named results; its elements are nil, and
// their number right, for unnamed ones.
func Results(info *types.Info, ft *ast.FuncType) []*types.Var { return vars(info, ft.Results) }

func vars(info *types.Info, list *ast.FieldList) []*types.Var {
	if list == nil {
		return nil
	}
	var vs []*types.Var
	for _, field := range list.List {
		if len(field.Names) == 0 {
			vs = append(vs, nil)
		}
		for _, name := range field.Names {
			v, _ := info.Defs[name].(*types.Var)
			vs = append(vs, v)
		}
	}
	return vs
}

// Result returns the type of the i-th result of a call whose type is t.
func Result(t types.Type, i int) types.Type {
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple.At(i).Type()
	}
	return t
}

// Recv returns the object of a declaration's named receiver, or nil.
func (f *Function) Recv(info *types.Info) *types.Var {
	decl, ok := f.Node.(*ast.FuncDecl)
	if !ok {
		return nil
	}
	if vs := vars(info, decl.Recv); len(vs) == 1 {
		return vs[0]
	}
	return nil
}
