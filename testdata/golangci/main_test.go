package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The tests of this module run programs: respbody, go vet, and golangci-lint
// with the plugin, which is this test binary itself when asLinter is set. They
// run them over copies of ../drivers.

const asLinter = "RESPBODY_TEST_AS_LINTER"

// respbody and linter are the programs under test.
var respbody, linter string

func TestMain(m *testing.M) {
	if os.Getenv(asLinter) != "" {
		main()
		return
	}
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "drivers")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if linter, err = os.Executable(); err != nil {
		panic(err)
	}
	respbody = filepath.Join(dir, "respbody")
	build := exec.Command("go", "build", "-o", respbody, "./cmd/respbody")
	build.Dir = filepath.Join("..", "..")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		panic(err)
	}
	// What the developer has set must not decide, nor be touched.
	for _, name := range []string{"GOFLAGS", "GOWORK"} {
		os.Unsetenv(name)
	}
	os.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(dir, "cache"))
	return m.Run()
}

// An outcome is what a program did.
type outcome struct {
	stdout, stderr string
	status         int
}

// run runs a program in a directory.
func run(t *testing.T, dir, name string, args ...string) outcome {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = cmd.Environ()
	if name == linter {
		cmd.Env = append(cmd.Env, asLinter+"=1")
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// mustRun runs a program that is not under test, and returns what it prints.
func mustRun(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	o := run(t, dir, name, args...)
	if o.status != 0 {
		t.Fatalf("%s %s: %s%s", name, strings.Join(args, " "), o.stdout, o.stderr)
	}
	return strings.TrimSpace(o.stdout)
}

// copyConsumer returns a copy of the module that all drivers are run over.
func copyConsumer(t *testing.T) string {
	t.Helper()
	return copyModule(t, filepath.Join("..", "drivers"))
}

func copyModule(t *testing.T, source string) string {
	t.Helper()
	// The go command resolves symbolic links in some of the paths it prints.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// expected returns what is found in the consumer with default options.
func expected(t *testing.T) []string {
	t.Helper()
	return strings.Split(strings.TrimSpace(readFile(t, filepath.Join("..", "drivers", "findings.txt"))), "\n")
}

// compare fails the test unless two lists of findings are the same.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit replaces text of a file, which must be there.
func edit(t *testing.T, name, old, new string) {
	t.Helper()
	text := readFile(t, name)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not contain %q", name, old)
	}
	writeFile(t, name, strings.ReplaceAll(text, old, new))
}
