// Weigh is a vet tool that runs another, named by WEIGH_TOOL, and appends the
// name of each package and the size of what the tool has to say to its
// importers, types and facts, to the file named by WEIGH_LOG.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

func main() {
	cmd := exec.Command(os.Getenv("WEIGH_TOOL"), os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		os.Exit(exit.ExitCode())
	}
	if err == nil {
		err = weigh(os.Args[len(os.Args)-1])
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "weigh: %v\n", err)
		os.Exit(1)
	}
}

// weigh appends a line for the unit that a configuration describes; there is
// none when the go command asks for version or flags.
func weigh(config string) error {
	if !strings.HasSuffix(config, ".cfg") {
		return nil
	}
	text, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	var unit struct{ ID, VetxOutput string }
	if err := json.Unmarshal(text, &unit); err != nil {
		return err
	}
	info, err := os.Stat(unit.VetxOutput)
	if err != nil {
		return err
	}
	log, err := os.OpenFile(os.Getenv("WEIGH_LOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer log.Close()
	_, err = fmt.Fprintf(log, "%d\t%s\n", info.Size(), unit.ID)
	return err
}
