package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/tools/txtar"
)

// leakingModule is a module with one finding.
const leakingModule = `
-- go.mod --
module example.com/m

go 1.24.0
-- m.go --
package m

import "net/http"

func Leak(u string) error {
	resp, err := http.Get(u)
	if err != nil || resp.StatusCode != 200 {
		return err
	}
	return resp.Body.Close()
}
`

// TestTerminal runs the program on a pseudo-terminal: colours and steps, which
// disappear with NO_COLOR, TERM=dumb and -color=never, and appear in a pipe with
// -color=always.
func TestTerminal(t *testing.T) {
	dir := writeModule(t, txtar.Parse([]byte(leakingModule)).Files)
	rich := []string{
		"\x1b[1mm.go:6:15:\x1b[0m \x1b[1;31munclosed:\x1b[0m response body",
		"\x1b[32m\t             ^^^^^^^^^^^\x1b[0m",
		"1.\x1b[0m line 6: http.Get(u) hands over the body",
		"2.\x1b[0m line 7: resp.StatusCode != 200 is true",
		"3.\x1b[0m line 8: returns here with the body open",
		"1 finding: 1 unclosed",
		"1 of 1 has a fix: respbody -fix -unread=off",
	}
	for _, test := range []struct {
		name string
		env  []string
		args []string
		tty  bool
		rich bool
	}{
		{"a terminal", []string{"TERM=xterm"}, nil, true, true},
		{"NO_COLOR", []string{"TERM=xterm", "NO_COLOR=1"}, nil, true, false},
		{"a dumb terminal", []string{"TERM=dumb"}, nil, true, false},
		{"-color=never", []string{"TERM=xterm"}, []string{"-color=never"}, true, false},
		{"a pipe", []string{"TERM=xterm"}, nil, false, false},
		{"-color=always", []string{"NO_COLOR=1"}, []string{"-color=always"}, false, true},
	} {
		args := append([]string{"-unread=off"}, test.args...)
		run := runPiped
		if test.tty {
			run = runOnTerminal
		}
		got, status := run(t, dir, append(os.Environ(), test.env...), args...)
		if status != statusFindings {
			t.Errorf("%s: status %d", test.name, status)
		}
		if coloured := strings.Contains(got, "\x1b"); coloured != test.rich {
			t.Errorf("%s: coloured: %t\n%s", test.name, coloured, got)
		}
		for _, want := range rich {
			if test.rich && !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%q", test.name, want, got)
			}
		}
	}
}

// TestInterrupt presses Ctrl-C while the go command is at work: the line that says
// so does not stay, and the program dies of the interrupt, as shells expect.
func TestInterrupt(t *testing.T) {
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	slow := "#!/bin/sh\n[ \"$1\" = vet ] && exec sleep 60\nexec " + real + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(slow), 0o777); err != nil {
		t.Fatal(err)
	}
	master, slave := openTerminal(t)
	defer master.Close()
	cmd := exec.Command(program)
	cmd.Dir, cmd.Env = consumer(t), append(os.Environ(), "TERM=xterm", "NO_COLOR=", "PATH="+bin+":"+os.Getenv("PATH"))
	cmd.Stdout, cmd.Stderr = slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a terminal interrupts all that it runs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	var got bytes.Buffer
	for pressed, buf := false, make([]byte, 100); ; {
		n, err := master.Read(buf)
		got.Write(buf[:n])
		if err != nil {
			break // EIO: the program has closed its side
		}
		if !pressed && strings.Contains(got.String(), "loading packages") {
			pressed = true
			if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd.Wait()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("%v", cmd.ProcessState)
	}
	if !strings.HasSuffix(got.String(), "\r\x1b[K") {
		t.Errorf("left on the terminal: %q", got.String())
	}
}

func runPiped(t *testing.T, dir string, env []string, args ...string) (string, int) {
	o := runIn(t, dir, env, program, args...)
	return o.stdout + o.stderr, o.status
}

// runOnTerminal runs the program with a pseudo-terminal for its output.
func runOnTerminal(t *testing.T, dir string, env []string, args ...string) (string, int) {
	t.Helper()
	master, slave := openTerminal(t)
	defer master.Close()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, env
	cmd.Stdout, cmd.Stderr = slave, slave
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	var got bytes.Buffer
	io.Copy(&got, master) // ends with EIO when the program has closed its side
	cmd.Wait()
	return strings.ReplaceAll(got.String(), "\r\n", "\n"), cmd.ProcessState.ExitCode()
}

// openTerminal opens a pseudo-terminal, as pts(4) describes.
func openTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	var unlock, number int32
	for _, request := range []struct {
		code uintptr
		arg  *int32
	}{{syscall.TIOCSPTLCK, &unlock}, {syscall.TIOCGPTN, &number}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request.code, uintptr(unsafe.Pointer(request.arg))); errno != 0 {
			t.Skipf("no pseudo-terminals here: %v", errno)
		}
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	return master, slave
}
