//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// A usage is what a command and all that it started have used.
type usage struct {
	cpu    time.Duration // user and system, of all processes
	wall   time.Duration
	memory int64 // bytes, of the largest process
	output string
	found  bool // whether it ended with status 1, having found something
}

// execute runs a command in a directory. That it finds something, and ends with
// status 1, is no error.
//
// The system adds what a process has waited for to what it has used itself, so
// the usage of the command is that of its whole tree.
func execute(dir string, env []string, command ...string) (usage, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "GOWORK=off")...)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	exit, failed := errors.AsType[*exec.ExitError](err)
	found := failed && exit.ExitCode() == 1 && !strings.Contains(output.String(), "panic: ")
	if err != nil && !found {
		return usage{}, fmt.Errorf("%s: %v\n%s", strings.Join(command, " "), err, output.String())
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	memory := int64(used.Maxrss) // in KiB
	if runtime.GOOS != "darwin" {
		memory <<= 10
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return usage{cpu, wall, memory, output.String(), found}, nil
}
