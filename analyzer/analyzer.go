// Package analyzer (placeholder while the engine is being written).
package analyzer

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

var Analyzer = New(DefaultOptions())

func New(o Options) *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "respbody", Doc: "respbody: placeholder", URL: "https://github.com/respbody/respbody",
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
			in.Preorder([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node) {
				if f := typeutil.StaticCallee(pass.TypesInfo, n.(*ast.CallExpr)); f != nil && f.FullName() == "net/http.Get" {
					pass.Report(analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Category: "unclosed", Message: "response body of http.Get is never closed"})
				}
			})
			return nil, nil
		}}
	o.bind(&a.Flags)
	return a
}
