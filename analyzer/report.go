package analyzer

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"runtime"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/flow"
)

const url = "https://github.com/respbody/respbody"

// A reporter makes the diagnostics of one file. All of them are made here.
type reporter struct {
	pass    *analysis.Pass
	file    *ast.File
	opts    Options
	ignores []*ignore
	seen    map[string]bool // positions and messages already reported
}

// newReporter returns the reporter of a file, nil if nothing of that file is
// reported: it is generated, or a test and tests are left out.
func newReporter(pass *analysis.Pass, file *ast.File, opts Options) *reporter {
	if ast.IsGenerated(file) || !opts.Tests && isTest(pass, file) {
		return nil
	}
	return &reporter{pass: pass, file: file, opts: opts, ignores: ignoresOf(pass.Fset, file), seen: map[string]bool{}}
}

// report reports a finding unless an option or a directive says not to.
func (r *reporter) report(f *finding) {
	if r.ignored(f) || !r.wanted(f.rule) {
		return
	}
	d := analysis.Diagnostic{
		Pos:      f.call.Pos(),
		End:      f.call.End(),
		Category: f.rule.category(),
		Message:  r.message(f),
		URL:      url + "#" + f.rule.category(),
	}
	if key := fmt.Sprint(d.Pos, d.Message); r.seen[key] {
		return
	} else {
		r.seen[key] = true
	}
	if r.opts.Related && f.at.IsValid() && r.line(f.at) != r.line(f.call.Pos()) {
		d.Related = []analysis.RelatedInformation{{Pos: f.at, Message: f.place()}}
	}
	r.pass.Report(d)
}

// category returns the name under which a rule is documented.
func (r rule) category() string {
	if r == unclosed {
		return "unclosed"
	}
	return "unread"
}

// wanted reports whether the options ask for findings of a rule in this file.
func (r *reporter) wanted(rule rule) bool {
	switch {
	case rule == unclosed:
		return true
	case rule == hasty:
		return r.opts.Unread == "strict"
	case r.opts.Unread == "auto":
		return version.Compare(r.goVersion(), "go1.27") < 0
	}
	return r.opts.Unread != "off"
}

// goVersion returns the Go version that the file is written for: a lower bound
// of the toolchain that will build it. Without one it is this program's own.
func (r *reporter) goVersion() string {
	if v := r.pass.TypesInfo.FileVersions[r.file]; v != "" {
		return v
	}
	if v := r.pass.Pkg.GoVersion(); v != "" {
		return v
	}
	return runtime.Version()
}

// message renders a finding. Everything that must be seen stands in it, for
// some drivers show nothing else.
func (r *reporter) message(f *finding) string {
	what := "response body of " + callee(f.call)
	line := r.line(f.at)
	switch {
	case f.rule == unread:
		return fmt.Sprintf("%s is closed on line %d without being read to EOF, so the connection is not reused", what, line)
	case f.rule == hasty:
		return fmt.Sprintf("%s may be closed on line %d without being read to EOF, so the connection may not be reused", what, line)
	case f.loss == flow.Discarded:
		return what + " is discarded"
	case !f.ever && f.loss != flow.Overwritten:
		return what + " is never closed"
	case f.loss == flow.Consumed:
		return fmt.Sprintf("%s is not closed on every path through line %d", what, line)
	case f.loss == flow.NextRound, f.loss == flow.Overwritten:
		if loop := loopAround(f.fn, f.at); loop != nil && (f.loss == flow.NextRound || f.at <= f.call.Pos() && line == r.line(f.call.Pos())) {
			return fmt.Sprintf("%s is not closed before the next iteration of the loop on line %d", what, r.line(loop.Pos()))
		}
		return fmt.Sprintf("%s is overwritten on line %d before it is closed", what, line)
	}
	return fmt.Sprintf("%s is not closed when returning on line %d", what, line)
}

// place describes the place that belongs to a finding.
func (f *finding) place() string {
	switch {
	case f.rule != unclosed:
		return "closed here"
	case f.loss == flow.Returned:
		return "returns here with the body open"
	}
	return "the last reference to the open body is lost here"
}

// callee returns the called expression as it is written, in short.
func callee(call *ast.CallExpr) string {
	const tooLong = 60
	s := types.ExprString(call.Fun)
	if len(s) <= tooLong {
		return s
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return "…." + sel.Sel.Name
	}
	return "this call"
}

func (r *reporter) line(pos token.Pos) int { return r.pass.Fset.Position(pos).Line }

// loopAround returns the innermost loop of a function around a position.
func loopAround(fn ast.Node, pos token.Pos) ast.Node {
	var loop ast.Node
	ast.Inspect(fn, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loop = n
		}
		return true
	})
	return loop
}
