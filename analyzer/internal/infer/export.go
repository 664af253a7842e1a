package infer

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer/internal/effect"
	"github.com/respbody/respbody/analyzer/internal/flow"
	"github.com/respbody/respbody/analyzer/internal/track"
)

// export computes the summaries that other packages can need and exports those
// that say something, and what the packages below say of the values that this one
// hands on.
func (p *Package) export(pass *analysis.Pass) {
	if pass.Pkg.Name() == "main" {
		return // nobody imports it
	}
	methods, functions := map[string]*effect.Summary{}, map[string]*effect.Summary{}
	for _, f := range p.index.Declared {
		sum := p.toSay(f)
		switch t := receiver(f.Obj); {
		case sum == nil:
		case t == nil:
			functions[factName(f.Obj)] = sum
		case t.Exported() || p.api().types[t]:
			methods[factName(f.Obj)] = sum
		}
	}
	for tn, sum := range p.made() {
		if (tn.Exported() || p.api().types[tn]) && p.handsOut(tn, sum) {
			methods[typeKey(tn)] = sum
		}
	}
	fact := &Fact{methods: encodeTable(methods), functions: encodeTable(functions), others: p.handedOn()}
	if !fact.empty() {
		pass.ExportPackageFact(fact)
	}
}

// toSay returns the summary of a function that others can call, nil if it does
// what they would assume anyway.
func (p *Package) toSay(f *track.Function) *effect.Summary {
	switch {
	case !f.Obj.Exported():
	case p.touchesBody(f):
		if sum := p.summary(f); sum != nil && p.deviates(f, sum) {
			return sum
		}
	case p.noReturn(f.Obj):
		return &effect.Summary{NoReturn: true}
	case p.keepsError(f):
		return &effect.Summary{KeepsError: true}
	}
	return nil
}

// touchesBody reports whether a body can come in or go out of a function.
func (p *Package) touchesBody(f *track.Function) bool {
	if recv := f.Sig.Recv(); recv != nil && track.CanLead(recv.Type()) {
		return true
	}
	for v := range f.Sig.Params().Variables() {
		if isAny(v.Type()) {
			return true
		}
	}
	return track.AnyLeads(f.Sig.Params()) || track.AnyHolds(f.Sig.Results())
}

// deviates reports whether a summary differs from what a caller would assume
// without it.
func (p *Package) deviates(f *track.Function, sum *effect.Summary) bool {
	if sum.NoReturn || !reflect.DeepEqual(unlessFailed(sum.Fresh), p.conventional(f.Sig.Results())) {
		return true
	}
	deviates := false
	for _, pe := range sum.Params { // of what is passed as any
		if pe.Param >= 0 && isAny(f.Sig.Params().At(pe.Param).Type()) {
			deviates = true
		}
	}
	p.eachDeclared(f.Sig, func(index int, t types.Type, place track.Place) {
		got := []effect.Outcome{{}}
		for _, pe := range sum.Params {
			if pe.Param == index && pe.Path == place.Path {
				got = pe.Outcomes
			}
		}
		want := []effect.Outcome{flow.Convention(index, t, place)}
		deviates = deviates || !reflect.DeepEqual(got, want)
	})
	return deviates
}

// eachDeclared calls yield for every place of every parameter, named or not.
func (p *Package) eachDeclared(sig *types.Signature, yield func(int, types.Type, track.Place)) {
	visit := func(index int, t types.Type) {
		for _, place := range track.Places(t) {
			yield(index, t, place)
		}
	}
	if recv := sig.Recv(); recv != nil {
		visit(effect.Receiver, recv.Type())
	}
	for i := range sig.Params().Len() {
		visit(i, sig.Params().At(i).Type())
	}
}
