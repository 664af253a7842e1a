package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// unresolved are the packages with rows that testRows does not see, and why.
func unresolved() map[string]string {
	return map[string]string{
		"encoding/json/jsontext":               "in the standard library from Go 1.27 on",
		"encoding/json/v2":                     "in the standard library from Go 1.27 on",
		"github.com/avast/retry-go":            "the same rows as for v4",
		"github.com/aws/aws-sdk-go/service/s3": "the same rows as for v2, in a module of 36 MB",
		"github.com/cenkalti/backoff":          "the same rows as for v4",
		"github.com/onsi/ginkgo":               "the same rows as for v2, less AbortSuite",
		"gotest.tools/assert":                  "the same rows as for v3",
		"gotest.tools/assert/cmp":              "the same rows as for v3",
		"k8s.io/client-go/util/retry":          "two rows do not justify the module",
		"k8s.io/klog":                          "the same rows as for v2",
	}
}

// testPaths checks that testRows sees every package that has rows: it reads the
// paths out of the switches, so that a new case cannot be forgotten.
func (w *world) testPaths(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SwitchStmt)
			if id, _ := nodeTag(s, ok).(*ast.Ident); id == nil || id.Name != "path" {
				return true
			}
			for _, clause := range s.Body.List {
				for _, x := range clause.(*ast.CaseClause).List {
					path, err := strconv.Unquote(x.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					foreign := strings.Contains(path, ".")
					if w.packages[path] == nil && unresolved()[path] == "" && !(w.offline && foreign) {
						t.Errorf("%s: nobody resolves the rows of %s", name, path)
					}
				}
			}
			return true
		})
	}
}

func nodeTag(s *ast.SwitchStmt, ok bool) ast.Expr {
	if !ok {
		return nil
	}
	return s.Tag
}

// testCoverage asks of every function of the standard library that plainly deals
// with responses whether it has a row, and of packages whose rest touches
// nothing, whether everything in them that can read has one.
func (w *world) testCoverage(t *testing.T) {
	l := New()
	for _, path := range w.std {
		starred := l.summaries.table(path)[rest()] != nil
		for fn := range functions(w.packages[path]) {
			k, _ := keyOf(fn)
			if !fn.Exported() || k.receiver != "" && !token.IsExported(k.receiver) {
				continue
			}
			row := l.summaries.table(path)[k]
			if w.mentions(fn, func(t types.Type) bool { return types.Identical(t, w.response) }) && row == nil {
				t.Errorf("%s deals with responses and has no row", fn.FullName())
			}
			if starred && row == nil && w.mentions(fn, w.takesBody) {
				t.Errorf("%s can read and has no row, but its package has a row for the rest", fn.FullName())
			}
		}
	}
	t.Logf("%d packages of %s", len(w.std), runtime.Version())
}

// takesBody reports whether a body can be passed as t, and not just as any value.
func (w *world) takesBody(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	_, generic := t.(*types.TypeParam)
	return ok && !generic && !i.Empty() && types.AssignableTo(w.readCloser, t)
}

// mentions reports whether a parameter or a result has such a type.
func (w *world) mentions(fn *types.Func, such func(types.Type) bool) bool {
	for _, tuple := range []*types.Tuple{fn.Signature().Params(), fn.Signature().Results()} {
		for v := range tuple.Variables() {
			t := v.Type()
			if s, ok := t.(*types.Slice); ok {
				t = s.Elem()
			}
			if such(t) {
				return true
			}
		}
	}
	return false
}

// unmeasured are the claims that no line of the tables measures, and why.
func unmeasured() map[string]string {
	later := "it reads nothing itself; the level stands for what is read through it later"
	dump := "TestDumpFails measures it, for it needs a body that breaks off"
	hijacked := "it keeps one connection of its own and no pool"
	return map[string]string{
		"bufio (*Reader).Reset ":                              later,
		"compress/gzip (*Reader).Reset ":                      later,
		"encoding/json/jsontext (*Decoder).Reset ":            later,
		"bufio (*Reader).ReadSlice error":                     "ErrBufferFull leaves bytes behind; the level stands for a reader that fails",
		"encoding/xml NewTokenDecoder ":                       later,
		"sync OnceFunc alias":                                 "it calls what it is given",
		"sync OnceValue alias":                                "it calls what it is given",
		"net/http ReadResponse fresh":                         "TestReadResponse measures it",
		"net/http (*ClientConn).RoundTrip fresh":              "(*Transport).RoundTrip on one connection, which tells no reuse",
		"net/http/httputil DumpResponse error":                dump,
		"net/http/httputil DumpResponse(true) error":          dump,
		"net/http/httputil (*ClientConn).Do fresh":            hijacked,
		"net/http/httputil (*ClientConn).Read fresh":          hijacked,
		"net/http/httputil (*ServerConn).Write nil, closed":   "(*http.Response).Write does it",
		"net/http/httputil (*ServerConn).Write error, closed": "(*http.Response).Write does it",
		"net/http/httptest NewRequest , gone":                 "a server's request, whose handler may do what it likes",
		"net/http/httptest NewRequestWithContext , gone":      "a server's request, whose handler may do what it likes",
	}
}

// testMeasured checks that every claim of every row of the standard library is
// measured by a line of a table, or that there is a reason why not, and that no
// reason has outlived its row.
func (w *world) testMeasured(t *testing.T) {
	measured := map[string]bool{}
	for _, p := range probes() {
		measured[p.symbol+" "+p.outcome] = true
	}
	for _, w := range wrappers() {
		measured[w.symbol+" alias"] = true
	}
	for _, s := range sources() {
		measured["net/http "+s.symbol+" fresh"] = true
	}
	for _, s := range senders() {
		measured["net/http "+s.symbol+" , gone"] = true
	}
	reasons := unmeasured()
	for _, path := range w.std {
		for claim := range allClaims(path) {
			_, stated := reasons[claim]
			delete(reasons, claim)
			stored := strings.HasSuffix(claim, ", gone") && !strings.HasPrefix(path, "net/")
			if !measured[claim] && !stated && !stored { // a value put away is neither read nor closed
				t.Errorf("nobody measures %q", claim)
			}
		}
	}
	for claim := range reasons {
		if strings.HasPrefix(claim, "encoding/json/") && json2Probes() == nil {
			continue // not in this toolchain
		}
		t.Errorf("a reason for %q, which no row claims", claim)
	}
}

// allClaims returns what the rows of a package claim, each as "path symbol what".
func allClaims(path string) map[string]bool {
	claims := map[string]bool{}
	add := func(symbol string, s effect.Summary) {
		for _, p := range s.Params {
			for _, o := range p.Outcomes {
				if o.Read != effect.None || o.Life != effect.Open {
					claims[path+" "+symbol+" "+outcomeLabel(o)] = true
				}
				if len(o.Aliases) > 0 {
					claims[path+" "+symbol+" alias"] = true
				}
			}
		}
		if len(s.Fresh) > 0 {
			claims[path+" "+symbol+" fresh"] = true
		}
	}
	for _, r := range summaryRows(path) {
		add(r.symbol, r.value)
	}
	for _, r := range variantRows(path) {
		add(r.symbol+"(true)", r.value.yes)
		add(r.symbol+"(false)", r.value.no)
	}
	return claims
}
