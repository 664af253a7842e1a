package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The tests of this package run the program as it is shipped, over modules that
// they write. All of them share the go command's build cache: a fresh one would
// have the standard library analysed again for each test.

var (
	update     = flag.Bool("update", false, "rewrite the expected output in testdata")
	toolchains = flag.String("toolchains", "", "run the scripts under these Go versions, too (comma-separated)")
	programs   = flag.Bool("programs", false, "try the programs that run respbody: pre-commit and others that must be installed")
)

// program is the path of the binary under test.
var program string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "respbody")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "respbody")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building respbody: %v\n%s", err, out)
		return 1
	}
	// What the developer's environment says must not decide.
	for _, name := range []string{"GOFLAGS", "GITHUB_WORKSPACE", "GOWORK"} {
		os.Unsetenv(name)
	}
	return m.Run()
}

// needProgram skips a test that runs other people's programs, unless it is asked
// for. Then what it needs has to be there.
func needProgram(t *testing.T, name string) {
	t.Helper()
	if !*programs {
		t.Skip("runs " + name + "; use -programs")
	}
	if _, err := exec.LookPath(name); err != nil {
		t.Fatal(err)
	}
}

// An outcome is what a command did.
type outcome struct {
	stdout, stderr string
	status         int
}

// runIn runs a command in dir.
func runIn(t *testing.T, dir string, env []string, name string, args ...string) outcome {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// writeModule unpacks the files of a txtar archive into a new directory.
func writeModule(t *testing.T, files []txtar.File) string {
	t.Helper()
	// The go command resolves symbolic links in some of the paths it prints.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
