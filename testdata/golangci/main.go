// The golangci command is golangci-lint with respbody as a plugin, built the way
// golangci-lint custom builds it but from the module proxy alone. It is a module
// of its own: golangci-lint is GPL-3.0 and must not enter the project's go.mod.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/respbody/respbody/cmd/gclplugin"
)

func main() {
	// Without a version, what is cached belongs to this very binary.
	if err := commands.Execute(commands.BuildInfo{}); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}
