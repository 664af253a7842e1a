package fix

import (
	"go/ast"
	"go/build"
	"go/types"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// A helper is a function of the package that reads what is left of a body,
// closes it, and does nothing else:
//
//	func drainAndClose(body io.ReadCloser) {
//		io.Copy(io.Discard, body)
//		body.Close()
//	}
//
// Where there is exactly one, fixes call it and do not write the idiom again.
type helper struct {
	fn   *types.Func
	decl *ast.FuncDecl
	file *ast.File
}

// param returns the type that the helper takes the body as.
func (h helper) param() types.Type { return h.fn.Signature().Params().At(0).Type() }

// helpersOf returns the helpers of the package, in source order.
func (p *Package) helpersOf(oracle Oracle) []helper {
	if p.helpers != nil {
		return *p.helpers
	}
	var all []helper
	for _, file := range p.Files {
		for _, d := range file.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Recv != nil || decl.Body == nil {
				continue
			}
			fn, ok := p.Info.Defs[decl.Name].(*types.Func)
			if h := (helper{fn, decl, file}); ok && p.isHelper(h, oracle) {
				all = append(all, h)
			}
		}
	}
	p.helpers = &all
	return all
}

// isHelper reports whether a function is a helper: it takes one response or body
// and returns nothing, or an error.
func (p *Package) isHelper(h helper, oracle Oracle) bool {
	sig := h.fn.Signature()
	if sig.Params().Len() != 1 || sig.Variadic() || sig.TypeParams() != nil || sig.Results().Len() > 1 {
		return false
	}
	if sig.Results().Len() == 1 && !track.IsError(sig.Results().At(0).Type()) {
		return false
	}
	t := h.param()
	if !track.IsResponse(t) && !(track.CanRead(t) && track.CanClose(t)) {
		return false
	}
	return p.onlyDrains(h, oracle) && oracle.DrainsAndCloses(h.fn)
}

// onlyDrains reports whether all that a function does with its parameter is to
// copy the body to io.Discard, to close it, and to compare it with nil. One that
// looks at the status, or parses the body, is there for something else.
func (p *Package) onlyDrains(h helper, oracle Oracle) bool {
	param := h.fn.Signature().Params().At(0)
	parents := parentsOf(h.decl.Body)
	drains, closes, other := false, false, false
	for n := range parents {
		id, ok := n.(*ast.Ident)
		if !ok || p.Info.Uses[id] != param {
			continue
		}
		var body ast.Node = id
		if sel, ok := parents[id].(*ast.SelectorExpr); ok && sel.Sel.Name == "Body" {
			body = sel
		}
		switch parent := parents[body].(type) {
		case *ast.BinaryExpr:
			other = other || !p.isNil(parent.X) && !p.isNil(parent.Y)
		case *ast.SelectorExpr:
			closes = closes || parent.Sel.Name == "Close"
			other = other || parent.Sel.Name != "Close"
		case *ast.CallExpr:
			in := parent
			if outer, ok := parents[parent].(*ast.CallExpr); ok && !oracle.Drains(in) {
				in = outer // Have: io.LimitReader(body, limit).
			}
			drains = drains || oracle.Drains(in)
			other = other || !oracle.Drains(in)
		default:
			other = true
		}
	}
	return drains && closes && !other
}

// helper returns the helper that can be called where the repair is made, if there
// is exactly one.
func (r *repair) helper() (h helper, ok bool) {
	for _, have := range r.helpersOf(r.oracle) {
		if !r.reaches(have) {
			continue
		}
		if ok {
			return helper{}, false
		}
		h, ok = have, true
	}
	return h, ok && h.decl != r.decl && !r.isDeclared(h.fn.Name()) && !r.callsPackage(h)
}

// reaches reports whether a helper is there whenever the file of the repair is
// compiled: not in a test only, or for some systems only.
func (r *repair) reaches(h helper) bool {
	if h.file == r.src.syntax {
		return true
	}
	name := filepath.Base(r.Fset.File(h.file.FileStart).Name())
	if strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(r.src.tok.Name(), "_test.go") {
		return false
	}
	for _, group := range h.file.Comments {
		if group.Pos() < h.file.Package && isConstraint(group) {
			return false
		}
	}
	return forAllSystems(name)
}

// isConstraint reports whether a comment says when its file is compiled.
func isConstraint(group *ast.CommentGroup) bool {
	return slices.ContainsFunc(group.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:build ") || strings.HasPrefix(c.Text, "// +build ")
	})
}

// forAllSystems reports whether a file of this name is compiled whatever the
// system, and so for one that does not exist.
func forAllSystems(name string) bool {
	nowhere := build.Context{GOOS: "nowhere", GOARCH: "nothing", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p\n")), nil
	}}
	ok, err := nowhere.MatchFile("", name)
	return ok && err == nil
}

// callsPackage reports whether a helper calls other functions of the package,
// which may come to call the helper by a fix.
func (r *repair) callsPackage(h helper) bool {
	found := false
	ast.Inspect(h.decl.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			fn, _ := r.Info.Uses[id].(*types.Func)
			found = found || fn != nil && fn.Pkg() == r.Pkg
		}
		return !found
	})
	return found
}

// helped returns the call of the helper that reads and closes the body of the
// handle, and whether it returns an error; "" if there is none.
func (r *repair) helped() (call string, fails bool) {
	if r.handle.body == "" || r.handle.close != r.handle.body+".Close()" {
		return "", false
	}
	h, ok := r.helper()
	if !ok {
		return "", false
	}
	arg := r.handle.resp
	if !track.IsResponse(h.param()) {
		arg = r.handle.body
		if r.handle.stream == nil || !types.AssignableTo(r.handle.stream, h.param()) {
			return "", false
		}
	}
	if arg == "" {
		return "", false
	}
	return h.fn.Name() + "(" + arg + ")", h.fn.Signature().Results().Len() == 1
}

// helpedInstead returns the edit that puts the call of a helper in the place of a
// call of Close whose error nobody looks at.
func (r *repair) helpedInstead(s ast.Stmt, call *ast.CallExpr) (edit, bool) {
	helped, fails := r.helped()
	if helped == "" || r.src.of(call) != r.handle.close || !r.visible(call) {
		return edit{}, false
	}
	switch s := s.(type) {
	case *ast.DeferStmt:
		if r.Closure && fails {
			helped = "func() { _ = " + helped + " }()"
			return r.src.replace(call, helped), s.Call == call && !r.reassigned()
		}
		return r.src.replace(call, helped), s.Call == call
	case *ast.ExprStmt:
		return r.src.replace(s, r.dropping(fails)+helped), ast.Unparen(s.X) == call
	case *ast.AssignStmt:
		if fails {
			helped = "_ = " + helped
		}
		return r.src.replace(s, helped), len(s.Lhs) == 1 && isBlank(s.Lhs[0])
	}
	return edit{}, false
}
