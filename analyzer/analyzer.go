package analyzer

import (
	_ "embed"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/infer"
)

//go:embed doc.go
var doc string

// Analyzer is the pass with default options, for drivers that want a variable,
// such as Bazel's nogo.
var Analyzer = New(DefaultOptions())

// New returns an analyzer with its own options, which its flags can still
// change. It shares no state with other analyzers.
func New(o Options) *analysis.Analyzer {
	opts := &o
	a := &analysis.Analyzer{
		Name:     "respbody",
		Doc:      specification(),
		URL:      url,
		Requires: []*analysis.Analyzer{infer.Analyzer},
		Run:      func(pass *analysis.Pass) (any, error) { return nil, run(pass, *opts) },
	}
	opts.bind(&a.Flags)
	return a
}

// specification returns the package comment of doc.go without its markers: what
// is documented and what is printed as help are one text.
func specification() string {
	_, text, _ := strings.Cut(doc, "/*\n")
	text, _, _ = strings.Cut(text, "*/")
	return text
}

// run judges every obligation of a package and reports what is found, in source
// order.
func run(pass *analysis.Pass, opts Options) error {
	if err := opts.Validate(); err != nil {
		return err
	}
	pkg := pass.ResultOf[infer.Analyzer].(*infer.Package)
	found := judgeAll(pkg)
	fixes := newFixes(pass, opts)
	for _, file := range pass.Files {
		r := newReporter(pass, file, opts, fixes)
		if r == nil {
			continue
		}
		for _, f := range found {
			if file.FileStart <= f.call.Pos() && f.call.Pos() < file.FileEnd {
				r.report(f)
			}
		}
		r.flush()
		r.reportUnused()
	}
	return nil
}

// judgeAll follows every obligation of a package and returns what deserves a
// report under the strictest options, in source order.
func judgeAll(pkg *infer.Package) []*finding {
	var found []*finding
	for _, fn := range pkg.Functions() {
		for _, ob := range pkg.Obligations(fn) {
			if f := judge(ob, pkg.Follow(ob)); f != nil {
				found = append(found, f)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *finding) int { return int(a.call.Pos() - b.call.Pos()) })
	return found
}

// isTest reports whether a file belongs to the tests of a package.
func isTest(pass *analysis.Pass, file *ast.File) bool {
	return strings.HasSuffix(pass.Fset.File(file.FileStart).Name(), "_test.go")
}
