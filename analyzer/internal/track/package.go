// Package track finds what there is to follow: the functions of a package, the
// calls in them that may create obligations, and the types and field paths through
// which a value can lead to a response body.
package track

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A Package is the index of one package's functions. The declared ones are known
// at once. What a declaration contains, its literals and calls, is looked at when
// somebody asks for it: in most packages nobody does.
type Package struct {
	Declared []*Function // in source order
	ByObj    map[*types.Func]*Function

	info  *types.Info
	units []*unit // in source order
	byLit map[*ast.FuncLit]*Function
	bound map[*types.Var]*ast.FuncLit // nil for a variable that is assigned anything else, too
}

// A unit is a declaration at the top of a file: a function, or variables whose
// values have literals in them.
type unit struct {
	decl   ast.Decl
	fn     *Function // nil for variables
	lits   []*Function
	opened bool
}

// Index returns the functions of a package.
func Index(files []*ast.File, info *types.Info) *Package {
	p := &Package{
		info:  info,
		ByObj: map[*types.Func]*Function{},
		byLit: map[*ast.FuncLit]*Function{},
		bound: map[*types.Var]*ast.FuncLit{},
	}
	for _, file := range files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				p.declare(decl)
			case *ast.GenDecl:
				if decl.Tok == token.VAR {
					p.units = append(p.units, &unit{decl: decl})
				}
			}
		}
	}
	slices.SortFunc(p.units, func(a, b *unit) int { return int(a.decl.Pos() - b.decl.Pos()) })
	return p
}

func (p *Package) declare(decl *ast.FuncDecl) {
	obj, ok := p.info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return
	}
	f := &Function{Node: decl, Body: decl.Body, Type: decl.Type, Sig: obj.Signature(), Obj: obj}
	p.units = append(p.units, &unit{decl: decl, fn: f})
	p.Declared = append(p.Declared, f)
	p.ByObj[obj] = f
}

// All returns the functions of the package, literals included, in source order.
func (p *Package) All() []*Function {
	var all []*Function
	for _, u := range p.units {
		if u.fn != nil {
			all = append(all, u.fn)
		}
		all = append(all, p.open(u).lits...)
	}
	return all
}

// Calls returns the calls in the body of a function whose results can lead to a
// response body, those in nested literals excluded, in source order.
func (p *Package) Calls(f *Function) []*ast.CallExpr {
	p.at(f.Node.Pos())
	return f.calls
}

// Literals returns the literals in the body of a function, nested ones included,
// in source order.
func (p *Package) Literals(f *Function) []*Function {
	var inside []*Function
	if u := p.at(f.Node.Pos()); u != nil {
		for _, lit := range u.lits {
			if lit != f && f.Contains(lit.Node.Pos()) {
				inside = append(inside, lit)
			}
		}
	}
	return inside
}

// Literal returns the function that a literal is.
func (p *Package) Literal(lit *ast.FuncLit) *Function {
	p.at(lit.Pos())
	return p.byLit[lit]
}

// Bound returns the literal that a local variable holds, if the variable is only
// ever assigned that one; else nil.
func (p *Package) Bound(v *types.Var) *Function {
	p.at(v.Pos())
	if lit := p.bound[v]; lit != nil {
		return p.byLit[lit]
	}
	return nil
}

// at returns the opened unit at a position, or nil.
func (p *Package) at(pos token.Pos) *unit {
	i, ok := slices.BinarySearchFunc(p.units, pos, func(u *unit, pos token.Pos) int {
		switch {
		case u.decl.End() <= pos:
			return -1
		case pos < u.decl.Pos():
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return p.open(p.units[i])
}

// open walks the syntax of a unit, once.
func (p *Package) open(u *unit) *unit {
	if u.opened {
		return u
	}
	u.opened = true
	var stack []*Function
	if u.fn != nil {
		stack = append(stack, u.fn)
	}
	ast.Inspect(u.decl, func(n ast.Node) bool {
		for n != nil && len(stack) > 0 && n.Pos() >= stack[len(stack)-1].Node.End() {
			stack = stack[:len(stack)-1]
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			f := p.literal(n, stack)
			u.lits = append(u.lits, f)
			stack = append(stack, f)
		case *ast.CallExpr:
			if len(stack) > 0 && resultCanLead(p.info, n) {
				top := stack[len(stack)-1]
				top.calls = append(top.calls, n)
			}
		case *ast.AssignStmt:
			p.bind(n, u)
		}
		return true
	})
	return u
}

func (p *Package) literal(n *ast.FuncLit, stack []*Function) *Function {
	sig, _ := p.info.TypeOf(n).(*types.Signature)
	f := &Function{Node: n, Body: n.Body, Type: n.Type, Sig: sig}
	if len(stack) > 0 {
		f.Parent = stack[len(stack)-1]
	}
	p.byLit[n] = f
	return f
}

// bind notes which variables of a unit hold a function literal, and forgets
// those that are assigned twice.
func (p *Package) bind(n *ast.AssignStmt, u *unit) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, rhs := range n.Rhs {
		id, ok := n.Lhs[i].(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := p.info.ObjectOf(id).(*types.Var)
		if !ok || v.Pos() < u.decl.Pos() || u.decl.End() <= v.Pos() {
			continue
		}
		if _, isFunc := v.Type().Underlying().(*types.Signature); !isFunc {
			continue
		}
		lit, _ := ast.Unparen(rhs).(*ast.FuncLit)
		if _, twice := p.bound[v]; twice {
			lit = nil
		}
		p.bound[v] = lit
	}
}

// resultCanLead reports whether a result of the call can lead to a body.
// Conversions and calls of builtins create nothing.
func resultCanLead(info *types.Info, call *ast.CallExpr) bool {
	tv, ok := info.Types[call]
	if !ok || tv.Type == nil || tv.IsVoid() {
		return false
	}
	if fun, ok := info.Types[call.Fun]; !ok || fun.IsType() || fun.IsBuiltin() {
		return false
	}
	if tuple, ok := tv.Type.(*types.Tuple); ok {
		return AnyHolds(tuple)
	}
	return MayHold(tv.Type)
}
