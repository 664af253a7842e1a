// Bodyclose is the analyzer of that name as a vet tool.
package main

import (
	"github.com/timakin/bodyclose/passes/bodyclose"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() { unitchecker.Main(bodyclose.Analyzer) }
