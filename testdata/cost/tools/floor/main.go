// Floor is a vet tool that does nothing but declare a fact. That makes the go
// command run it on every dependency, as it does any tool with facts: what it
// costs is the price of being such a tool.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// nothing is a fact that is never exported.
type nothing struct{}

func (*nothing) AFact() {}

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name:      "floor",
		Doc:       "do nothing",
		FactTypes: []analysis.Fact{new(nothing)},
		Run:       func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
