package infer

import (
	"cmp"
	"go/ast"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/model"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// A Package answers for the functions of one package and, through facts and
// models, for those it calls. It is what the infer analyzer returns.
type Package struct {
	pass      *analysis.Pass
	info      *types.Info
	index     *track.Package
	library   *model.Library
	graphs    map[*ast.BlockStmt]*flow.Graph
	summaries map[*track.Function]*entry
	facts     map[string]*known                   // nil until they are read
	exports   *api                                // nil until it is asked for
	agreed    map[view]*effect.Summary            // of interface methods
	byType    map[*types.TypeName]*effect.Summary // of function types, nil until it is asked for
	usages    map[*types.Var]*usage
	noReturns map[*types.Func]bool
	ofError   map[errorCase]effect.Truth
	stops     map[errorCase]bool
	verdicts  map[explored]*flow.Verdict
	stack     []*entry // summaries being computed, outermost first
	steps     int      // of the engine, in all summaries so far
	failures  []string // see Failures
}

// Failures returns the internal errors that the analysis of the package has
// survived so far: mistakes of the engine's own, each with the function in which
// it gave up.
func (p *Package) Failures() []string { return p.failures }

// An Obligation is a call that hands over a body, together with the function
// in which that happens.
type Obligation struct {
	Call     *ast.CallExpr
	Fresh    effect.Fresh
	Function *track.Function
	Generic  bool // a response only for some type arguments: not to be reported

	// Also is the same body where it comes with an error that is not nil, which only
	// functions of the package are known to return: as easily lost here as seen there.
	// Others excuse their callers by the error, as net/http does.
	Also *Obligation

	nth int // among those of the call
}

func newPackage(pass *analysis.Pass) *Package {
	return &Package{
		pass:      pass,
		info:      pass.TypesInfo,
		index:     &track.Package{},
		library:   model.New(),
		graphs:    map[*ast.BlockStmt]*flow.Graph{},
		summaries: map[*track.Function]*entry{},
		agreed:    map[view]*effect.Summary{},
		usages:    map[*types.Var]*usage{},
		noReturns: map[*types.Func]bool{},
		ofError:   map[errorCase]effect.Truth{},
		stops:     map[errorCase]bool{},
		verdicts:  map[explored]*flow.Verdict{},
	}
}

// Functions returns the functions of the package in source order.
func (p *Package) Functions() []*track.Function { return p.index.All() }

// Graph returns the control-flow graph of a body; nil if it is too large.
func (p *Package) Graph(body *ast.BlockStmt) *flow.Graph {
	g, ok := p.graphs[body]
	if !ok {
		g = flow.NewGraph(body, p.mayReturn)
		p.graphs[body] = g
	}
	return g
}

// Obligations returns the obligations that the calls of a function create, in
// source order.
func (p *Package) Obligations(f *track.Function) []*Obligation {
	var obs []*Obligation
	for _, call := range p.index.Calls(f) {
		for nth, fresh := range p.fresh(call, f) {
			ob := &Obligation{Call: call, Fresh: fresh, Function: f, Generic: p.isGeneric(call, fresh), nth: nth}
			if i := slices.IndexFunc(obs, func(other *Obligation) bool { return ob.isAlso(other) }); i >= 0 {
				obs[i].Also = ob
				continue
			}
			obs = append(obs, ob)
		}
	}
	return obs
}

// isAlso reports whether an obligation is that of a body that comes with an error,
// where another one is that of the same body without.
func (ob *Obligation) isAlso(other *Obligation) bool {
	return ob.Fresh.Despite && !other.Fresh.Despite && ob.Call == other.Call && reflect.DeepEqual(ob.Fresh.Aliases, other.Fresh.Aliases)
}

// separately returns obligations with those that they also are.
func separately(obs []*Obligation) []*Obligation {
	var all []*Obligation
	for _, ob := range obs {
		all = append(all, ob)
		if ob.Also != nil {
			all = append(all, ob.Also)
		}
	}
	return all
}

// isGeneric reports whether a call hands over a value of a type parameter.
func (p *Package) isGeneric(call *ast.CallExpr, fresh effect.Fresh) bool {
	for _, a := range fresh.Aliases {
		if track.IsTypeParam(track.Result(p.info.TypeOf(call), a.Result)) {
			return true
		}
	}
	return false
}

// Follow explores what becomes of an obligation, and of the same body where it comes
// with an error. Of those nobody asks to be read.
func (p *Package) Follow(ob *Obligation) *flow.Verdict {
	v := p.follow(ob)
	if ob.Fresh.Despite {
		v = unasked(v)
	}
	if ob.Also == nil {
		return v
	}
	also := unasked(p.follow(ob.Also))
	return &flow.Verdict{Ends: slices.Concat(v.Ends, also.Ends), Steps: v.Steps + also.Steps, GaveUp: cmp.Or(v.GaveUp, also.GaveUp)}
}

// unasked returns a verdict on a body of which nobody asks that it is read.
func unasked(v *flow.Verdict) *flow.Verdict {
	c := *v
	c.Ends = slices.Clone(v.Ends)
	for i := range c.Ends {
		c.Ends[i].Empty = true
	}
	return &c
}

// follow explores what becomes of an obligation. One that a literal stores in a
// variable of the function around it is followed there.
func (p *Package) follow(ob *Obligation) *flow.Verdict {
	f := ob.Function
	v := p.verdicts[explored{ob.Call, ob.nth, f}] // the summary of f needed it, too
	if v == nil {
		v = p.explore(ob, f)
	}
	for f.Parent != nil && captured(v) {
		f = f.Parent
		outer := p.explore(ob, f)
		if len(outer.Ends) == 0 {
			break // the literal is not called where that could be seen
		}
		v = outer
	}
	return v
}

// explore follows an obligation through a function: its own, or one around that.
func (p *Package) explore(ob *Obligation, f *track.Function) *flow.Verdict {
	v := p.run(&flow.Problem{Info: p.info, Function: f, Site: ob.Call, Fresh: ob.Fresh, Sites: p.index.Calls(f)})
	p.verdicts[explored{ob.Call, ob.nth, f}] = v
	return v
}

// An explored is an obligation in a function through which it has been followed.
// The last verdict is the one that holds: the summaries have grown since the
// others.
type explored struct {
	call *ast.CallExpr
	nth  int
	in   *track.Function
}

// captured reports whether the body is handed to a variable of an enclosing
// function on some path.
func captured(v *flow.Verdict) bool {
	for _, e := range v.Ends {
		if e.Captured {
			return true
		}
	}
	return false
}
