// Package infer computes what functions do to the bodies they are given and
// which bodies they hand to their callers: summaries, over the call graph of
// one package, and as facts across packages. Its analyzer is the only one with
// facts, so that dependencies run this half alone.
package infer

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// Analyzer exports a Fact of the functions of a package that do not do what the
// conventions assume, and returns the *Package for the analyzers that want
// to know more.
var Analyzer = &analysis.Analyzer{
	Name:       "respbodyinfer",
	Doc:        "compute what functions do to HTTP response bodies",
	URL:        "https://pkg.go.dev/github.com/respbody/respbody/analyzer",
	Run:        run,
	ResultType: reflect.TypeFor[*Package](),
	FactTypes:  []analysis.Fact{new(Fact)},
}

func run(pass *analysis.Pass) (any, error) {
	p := newPackage(pass)
	if isStandard(pass) {
		return p, nil // the standard library is modelled, not analysed
	}
	p.index = track.Index(pass.Files, pass.TypesInfo)
	p.export(pass)
	clear(p.graphs) // drivers keep packages, and of most nobody will ask for another
	return p, nil
}

// isStandard reports whether the package belongs to the standard library: it has
// one of its paths, and the driver knows no other module for it.
func isStandard(pass *analysis.Pass) bool {
	if pass.Module != nil && pass.Module.Path != "" && pass.Module.Path != "std" && pass.Module.Path != "cmd" {
		return false
	}
	return track.IsStandardPath(pass.Pkg.Path())
}
