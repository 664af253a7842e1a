package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
	"testing"
)

// skips returns the cases that are not run, and why.
func (p *fixturePackage) skips() map[string]string {
	reasons := make(map[string]string)
	for _, fn := range p.functions() {
		if !fn.isCase() || fn.doc == nil {
			continue
		}
		for _, c := range fn.doc.List {
			if reason, ok := strings.CutPrefix(c.Text, "//wire:skip "); ok {
				reasons[fn.name] = reason
			}
		}
	}
	return reasons
}

// caseTable returns the source of a file that registers the package's cases.
func (p *fixturePackage) caseTable(t *testing.T) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\nimport \"respbody.test/wire\"\nfunc init() { wire.Register(\n", p.name)
	skips := p.skips()
	for _, fn := range p.functions() {
		if !fn.isCase() || skips[fn.name] != "" {
			continue
		}
		var c callBuilder
		if missing := c.addAll(p, fn.typ.Params); missing != "" {
			t.Errorf("%s: %s cannot be run: no value for a %s", p.dir, fn.name, missing)
			continue
		}
		call := fmt.Sprintf("%s(%s)", fn.name, strings.Join(c.args, ", "))
		if fn.typ.Results.NumFields() > 0 {
			call = "run.Settle(" + call + ")"
		}
		first, last := fn.file.line(fn.typ.Pos()), fn.file.line(fn.body.End())
		bare := strings.Contains(strings.Join(fn.file.text[first:last+1], "\n"), "http.NoBody")
		fmt.Fprintf(&b, "wire.Case{Name: %q, Dims: %#v, Good: %v, Bare: %v, Test: %v, Call: func(run *wire.Run) { %s }},\n",
			p.dir+"."+fn.name, c.dims, fn.good(), bare, c.test, call)
	}
	b.WriteString(")}\n")
	return b.String()
}

// A callBuilder makes up the arguments of a case.
type callBuilder struct {
	args []string
	dims []int
	test bool
}

// addAll adds a value per parameter and returns the type there is none for.
func (c *callBuilder) addAll(p *fixturePackage, params *ast.FieldList) string {
	for _, field := range params.List {
		for range max(1, len(field.Names)) {
			if !c.add(p, field.Type) {
				return types.ExprString(field.Type)
			}
		}
	}
	return ""
}

func (c *callBuilder) add(p *fixturePackage, typ ast.Expr) bool {
	vary := func(method string, n int) string {
		c.dims = append(c.dims, n)
		return fmt.Sprintf("run.%s(%d)", method, len(c.dims)-1)
	}
	arg := ""
	switch s := types.ExprString(typ); s {
	case "string":
		arg = "run.String()"
	case "[]string":
		arg = vary("Strings", 3)
	case "...string":
		arg = vary("Strings", 3) + "..."
	case "bool":
		arg = vary("Bool", 2)
	case "int":
		arg = vary("Int", 3)
	case "error":
		arg = vary("Error", 2)
	case "*testing.T", "testing.TB":
		arg, c.test = "run.T()", true
	case "http.Client":
		arg = "*run.Client()"
	default:
		arg = map[string]string{
			"*http.Client":        "run.Client()",
			"http.RoundTripper":   "run.Transport()",
			"*http.Request":       "run.Request()",
			"http.ResponseWriter": "run.ResponseWriter()",
			"context.Context":     "run.Context()",
			"io.Writer":           "run.Writer()",
			"*bufio.Reader":       "run.Reader()",
		}[s]
	}
	if arg == "" {
		arg = structural(p, typ)
	}
	c.args = append(c.args, arg)
	return arg != ""
}

// structural returns a value for a parameter of an interface or function type.
func structural(p *fixturePackage, typ ast.Expr) string {
	if id, ok := typ.(*ast.Ident); ok {
		typ = p.types[id.Name]
	}
	switch typ := typ.(type) {
	case *ast.InterfaceType:
		for _, m := range typ.Methods.List {
			if len(m.Names) == 1 && m.Names[0].Name == "RoundTrip" {
				return "run.Transport()"
			}
		}
		return "run.Client()"
	case *ast.FuncType:
		if typ.Params.NumFields() == 1 && typ.Results.NumFields() == 2 && types.ExprString(typ.Results.List[0].Type) == "*http.Response" {
			switch types.ExprString(typ.Params.List[0].Type) {
			case "string":
				return "run.Client().Get"
			case "*http.Request":
				return "run.Client().Do"
			}
		}
	}
	return ""
}
