package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A Problem is a finding.
type Problem struct {
	Call  *ast.CallExpr  // the call that hands over the body
	Body  *ast.BlockStmt // of the function in which the call stands
	Fresh effect.Fresh   // how the results of the call lead to the body
	Ends  []End          // how the paths end
	Read  Duty           // whether the body is to be read, too
}

// A Duty says which bodies are to be read to EOF before they are closed.
type Duty int

const (
	Nothing Duty = iota // none
	Unread              // those that no path reads
	Always              // all
)

// An End is one way a path can end.
type End struct {
	Pos      token.Pos // of the return statement, closing brace or statement where it ends
	Life     effect.Life
	ClosedAt token.Pos // of the call that closes, if Life says so

	Read        effect.Reading // how far the body has been read
	Empty       bool           // there is nothing to read
	Elsewhere   bool           // somebody else may read it
	ReadLate    bool           // it was read when it was closed already
	Overwritten bool           // the last handle was lost in an assignment

	drain bool // what is left of the body is to be read before it is closed
}

// leaks reports whether the path leaves the body open.
func (e End) leaks() bool { return e.Life == effect.Open }

// handedOver reports whether somebody else closes the body, or may.
func (e End) handedOver() bool { return e.Life == effect.Gone || e.Life == effect.Promised }

// An Oracle answers what cannot be seen in the function itself.
type Oracle interface {
	// Claim returns what a call of a test assertion claims, and of what.
	Claim(call *ast.CallExpr) (Claim, bool)

	// Returns reports whether a call that is a statement of its own can return.
	Returns(call *ast.CallExpr) bool

	// RunsNow reports whether the callee runs functions it is given, and only
	// before it returns.
	RunsNow(call *ast.CallExpr) bool

	// OfNil returns what a function of one result returns where its i-th
	// argument is a nil error.
	OfNil(call *ast.CallExpr, i int) effect.Truth

	// OnlyCloses reports whether a call closes the body that it is given, whatever
	// happens, and does not read it.
	OnlyCloses(call *ast.CallExpr) bool

	// MayBeNil reports whether a function of one result returns nil on some path.
	MayBeNil(call *ast.CallExpr) bool

	// Drains reports whether a call copies a reader to io.Discard.
	Drains(call *ast.CallExpr) bool

	// DrainsAndCloses reports whether a function of one parameter reads the body
	// it is given to EOF and closes it, whatever happens.
	DrainsAndCloses(fn *types.Func) bool

	// Closes reports whether a method without parameters closes the body at a
	// field path of its receiver, whatever happens.
	Closes(m *types.Func, path string) bool
}

// A Claim is what a test asserts of one of its values.
type Claim struct {
	Of    ast.Expr
	Is    effect.Truth
	Fatal bool // the test does not go on where the claim is wrong
	Tells bool // the result of the call is whether the claim holds
}

// Config is what the fixes of a package have in common.
type Config struct {
	Fset     *token.FileSet
	Info     *types.Info
	Pkg      *types.Package
	Files    []*ast.File
	ReadFile func(name string) ([]byte, error)
	Closure  bool // write function literals that discard errors in so many words
}

// A Package writes the fixes of one package, none of which gets in the way of
// another: drivers throw away all fixes of a package for a single conflict.
type Package struct {
	Config
	sources  map[*ast.File]*source
	reserved map[ast.Decl][]reservation
	helpers  *[]helper // nil until somebody asks
}

// New returns the fixes of a package, none so far.
func New(c Config) *Package {
	return &Package{Config: c, sources: map[*ast.File]*source{}, reserved: map[ast.Decl][]reservation{}}
}

// A Change is the fix of one problem.
type Change struct {
	src     *source
	message string
	edits   []edit
}

// Fix returns the change that solves a problem in a file, nil if there is none,
// or none that could be made together with those returned before.
func (p *Package) Fix(file *ast.File, goVersion string, oracle Oracle, problem *Problem) *Change {
	src := p.source(file)
	if src == nil {
		return nil
	}
	r := newRepair(p, src, goVersion, oracle, problem)
	if r == nil || !r.solve() {
		return nil
	}
	edits, ok := src.merge(src.placeImports(r.edits))
	if !ok || src.conflicts(edits, nil) {
		return nil
	}
	c := &Change{src, r.message, edits}
	src.changes = append(src.changes, c)
	p.reserved[r.decl] = append(p.reserved[r.decl], r.added...)
	return c
}

// Suggest returns the change as analyzers report it. It is to be called when all
// changes of the file are known: only then is it clear which lines gofmt may
// align anew without getting in the way of another change.
func (c *Change) Suggest() analysis.SuggestedFix {
	if edits := c.src.polish(c.edits); !c.src.conflicts(edits, c) {
		c.edits = edits
	}
	fix := analysis.SuggestedFix{Message: c.message}
	for _, e := range c.edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
			Pos:     c.src.tok.Pos(e.start),
			End:     c.src.tok.Pos(e.end),
			NewText: []byte(e.text),
		})
	}
	return fix
}
