package infer

import (
	"go/ast"
	"go/types"
	"reflect"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// Some clients have fields of function types in place of methods: es.Search of
// go-elasticsearch is an esapi.Search, and newSearchFunc makes its values. What such
// a field does is known by the functions of its package that make values of the type.

// typeSummary returns what is known of the value of a function type that a call
// invokes, nil if nothing is.
func (p *Package) typeSummary(call *ast.CallExpr) *effect.Summary {
	tn := functionType(p.info.TypeOf(call.Fun))
	switch {
	case tn == nil:
		return nil
	case tn.Pkg() == p.pass.Pkg:
		return p.made()[tn]
	}
	return p.fromFact(tn.Pkg(), typeKey(tn))
}

// functionType returns the name of a function type that is declared and whose
// results can hold a body, or nil.
func functionType(t types.Type) *types.TypeName {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.TypeArgs().Len() > 0 || named.Obj().Pkg() == nil {
		return nil
	}
	sig, ok := named.Underlying().(*types.Signature)
	if !ok || !track.AnyHolds(sig.Results()) {
		return nil
	}
	return named.Obj()
}

// typeKey returns the name under which a function type is found in a table.
func typeKey(tn *types.TypeName) string { return tn.Name() + "()" }

// made returns what the values of the function types of this package do: of those
// that have makers, who all return function literals that do the same.
func (p *Package) made() map[*types.TypeName]*effect.Summary {
	if p.byType != nil {
		return p.byType
	}
	p.byType = map[*types.TypeName]*effect.Summary{} // a literal that calls a value of the type itself says nothing
	sums := map[*types.TypeName]*effect.Summary{}
	for _, f := range p.index.Declared {
		tn := p.makes(f)
		if tn == nil {
			continue
		}
		var sum *effect.Summary
		if lit := returnedLiteral(f.Body); lit != nil {
			sum = p.summary(p.index.Literal(lit))
		}
		if have, found := sums[tn]; found && !reflect.DeepEqual(have, sum) {
			sum = nil
		}
		sums[tn] = sum
	}
	p.byType = sums
	return sums
}

// makes returns the function type of this package whose values a function makes, or
// nil. What tests make is for them alone.
func (p *Package) makes(f *track.Function) *types.TypeName {
	if f.Sig.Results().Len() != 1 || p.inTest(f.Node.Pos()) {
		return nil
	}
	tn := functionType(f.Sig.Results().At(0).Type())
	if tn == nil || tn.Pkg() != p.pass.Pkg {
		return nil
	}
	return tn
}

// handsOut reports whether the values of a function type hand out more than their
// callers would assume.
func (p *Package) handsOut(tn *types.TypeName, sum *effect.Summary) bool {
	results := tn.Type().Underlying().(*types.Signature).Results()
	return sum != nil && len(unlessFailed(sum.Fresh)) > 0 && !reflect.DeepEqual(unlessFailed(sum.Fresh), p.conventional(results))
}

// returnedLiteral returns the function literal that a body is a return statement of,
// or nil.
func returnedLiteral(body *ast.BlockStmt) *ast.FuncLit {
	if len(body.List) != 1 {
		return nil
	}
	ret, ok := body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	lit, _ := ast.Unparen(ret.Results[0]).(*ast.FuncLit)
	return lit
}
