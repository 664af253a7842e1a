package infer

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A known is what the facts of the packages imported here tell of one package.
type known struct {
	methods, functions []byte
	table              map[string]*effect.Summary // nil until somebody asks
}

// importFact returns the summary that the facts of imported packages carry. A
// function of a package without facts is unknown.
func (p *Package) importFact(fn *types.Func) *effect.Summary {
	if fn.Pkg() == nil || fn.Pkg() == p.pass.Pkg {
		return nil
	}
	return p.fromFact(fn.Pkg(), factName(fn))
}

// fromFact returns what the facts of imported packages say of a name in a table.
func (p *Package) fromFact(pkg *types.Package, name string) *effect.Summary {
	k := p.readFacts()[pkg.Path()]
	if k == nil {
		return nil
	}
	if k.table == nil {
		k.table = map[string]*effect.Summary{}
		maps.Copy(k.table, decodeTable(k.methods))
		maps.Copy(k.table, decodeTable(k.functions))
	}
	return k.table[name]
}

// readFacts returns the packages of which facts tell, by their paths. What a
// package says of itself is all there is; what others pass on are its methods.
func (p *Package) readFacts() map[string]*known {
	if p.facts != nil {
		return p.facts
	}
	p.facts = map[string]*known{}
	for _, imported := range p.pass.Pkg.Imports() {
		var f Fact
		if !p.pass.ImportPackageFact(imported, &f) {
			continue
		}
		p.facts[imported.Path()] = &known{methods: f.methods, functions: f.functions}
		for _, s := range f.others {
			if p.facts[s.path] == nil {
				p.facts[s.path] = &known{methods: s.methods}
			}
		}
	}
	return p.facts
}

// handedOn returns the methods of other packages that those who import this one
// may call without importing those packages: of what its API mentions, and of
// what can be had through that.
func (p *Package) handedOn() []section {
	if len(p.readFacts()) == 0 {
		return nil
	}
	methods := map[string][]byte{}
	for _, imported := range p.pass.Pkg.Imports() {
		var f Fact
		if !p.pass.ImportPackageFact(imported, &f) || !p.mentions(imported.Path(), f.others) {
			continue
		}
		for _, s := range append(slices.Clip(f.others), section{path: imported.Path()}) {
			if data := p.facts[s.path].methods; len(data) > 0 {
				methods[s.path] = data
			}
		}
	}
	var sections []section
	for path, data := range methods {
		sections = append(sections, section{path, data})
	}
	slices.SortFunc(sections, func(a, b section) int { return cmp.Compare(a.path, b.path) })
	return sections
}

// mentions reports whether the API of this package mentions a type of a package
// or of one whose methods that passes on.
func (p *Package) mentions(path string, others []section) bool {
	return p.api().mentioned[path] ||
		slices.ContainsFunc(others, func(s section) bool { return p.api().mentioned[s.path] })
}
