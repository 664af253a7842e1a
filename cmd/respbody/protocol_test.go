package main

import (
	"encoding/json"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestStaleCache shows, by the order of two runs, what the go command from 1.26.0
// to 1.27.1 does to plain go vet, and that the command is right all the same.
func TestStaleCache(t *testing.T) {
	env := staleToolchain(t)
	archive := txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.24.0
-- app/app.go --
package app

import "example.com/m/lib"

var _ = lib.Drop
-- lib/lib.go --
package lib

import "net/http"

func Drop(u string) {
	http.Get(u)
}
`))
	const found = "lib.go:6:2: response body of http.Get is discarded"

	// The flag is one that other tests have filled the cache for.
	vet := []string{"vet", "-vettool=" + program, "-unread=on"}
	dir := writeModule(t, archive.Files)
	if o := runIn(t, dir, env, "go", append(vet, "./app")...); o.status != 0 {
		t.Fatalf("go vet ./app: status %d\n%s", o.status, o.stderr)
	}
	if o := runIn(t, dir, env, "go", append(vet, "./lib")...); o.status != 0 || o.stderr != "" {
		t.Errorf("go vet ./lib after ./app: the go command is right, this test is out of date:\n%s", o.stderr)
	}

	// The command, after that, in the same order.
	if o := runIn(t, dir, env, program, "./app"); o.status != statusClean || o.stdout != "" {
		t.Errorf("respbody ./app: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	for _, pattern := range []string{"./lib", "./...", "./lib"} {
		if o := runIn(t, dir, env, program, pattern); o.status != statusFindings || !strings.Contains(o.stdout, found) {
			t.Errorf("respbody %s after ./app: status %d\n%s%s", pattern, o.status, o.stdout, o.stderr)
		}
	}

	// The other order, in a module that no cache knows.
	dir = writeModule(t, archive.Files)
	if o := runIn(t, dir, env, program, "./lib"); o.status != statusFindings {
		t.Errorf("respbody ./lib: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	if o := runIn(t, dir, env, program, "./app"); o.status != statusClean || o.stdout != "" {
		t.Errorf("respbody ./app after ./lib: status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
}

// staleToolchain returns the environment of a go command that has the bug: the
// one at hand if it is affected, else the first one that was.
func staleToolchain(t *testing.T) []string {
	t.Helper()
	if isStale(goVersion(t)) {
		return nil
	}
	env := []string{"GOTOOLCHAIN=go1.26.0"}
	if testing.Short() {
		t.Skip("needs another toolchain")
	}
	if o := runIn(t, t.TempDir(), env, "go", "version"); o.status != 0 {
		t.Skipf("cannot get an affected toolchain: %s", o.stderr)
	}
	return env
}

// isStale reports whether the go command of that version has the bug.
func isStale(v string) bool {
	return version.Compare(v, "go1.26.0") >= 0 && version.Compare(v, "go1.27.2") < 0
}

// TestGoVet runs the program as a vet tool, with flags that need no prefix.
func TestGoVet(t *testing.T) {
	dir := writeModule(t, txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.24.0
-- m.go --
package m

import "net/http"

func Unread(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	return nil
}
`)).Files)
	o := runIn(t, dir, nil, "go", "vet", "-vettool="+program, "-unread=on", "./...")
	if o.status != 1 || !strings.Contains(o.stderr, "m.go:6:15: response body of http.Get is closed on line 10 without being read to EOF") {
		t.Errorf("status %d\n%s", o.status, o.stderr)
	}
	o = runIn(t, dir, nil, "go", "vet", "-vettool="+program, "-unread=maybe", "./...")
	if o.status == 0 || !strings.Contains(o.stderr, "want auto, on, strict or off") {
		t.Errorf("a bad value: status %d\n%s", o.status, o.stderr)
	}
}

// TestWarmCache shows that the cure of the stale cache costs no analysis: what
// one pattern has had analysed, another one gets from the cache.
func TestWarmCache(t *testing.T) {
	if !isStale(goVersion(t)) {
		t.Skip("the go command itself keeps the two kinds of runs apart")
	}
	dir := writeModule(t, txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.24.0
-- app/app.go --
package app

import "example.com/m/lib"

var _ = lib.F
-- lib/lib.go --
package lib

func F() {}
`)).Files)
	trace := func(patterns ...string) string {
		// With -x the go command prints the commands it runs.
		args := append([]string{"vet", "-x", "-json", "-vettool=" + program, "-" + everyPackage}, patterns...)
		return runIn(t, dir, nil, "go", args...).stderr
	}
	if got := trace("./..."); !strings.Contains(got, "vet.cfg") {
		t.Fatalf("the first run analyses nothing:\n%s", got)
	}
	for _, pattern := range []string{"./...", "./app", "./lib"} {
		if got := trace(pattern); strings.Contains(got, "vet.cfg") {
			t.Errorf("%s is analysed again:\n%s", pattern, got)
		}
	}
}

func goVersion(t *testing.T) string {
	return strings.TrimSpace(runIn(t, ".", nil, "go", "env", "GOVERSION").stdout)
}

func TestIsProtocol(t *testing.T) {
	for line, want := range map[string]bool{
		"-V=full":                         true,
		"--V=full":                        true,
		"-flags":                          true,
		"-everypackage -json x/vet.cfg":   true,
		"-unread=on x/vet.cfg":            true,
		"./...":                           false,
		"-unread=on ./...":                false,
		"-version":                        false,
		"help":                            false,
		"-V":                              false,
		"-tags=vet.cfg ./...":             false,
		"":                                false,
		"-C flags ./...":                  false,
		"github.com/respbody/respbody...": false,
	} {
		if got := isProtocol(strings.Fields(line)); got != want {
			t.Errorf("isProtocol(%s) = %t", line, got)
		}
	}
}

// TestReportEverything checks which units are asked for findings, and that the
// copy keeps fields this program does not know.
func TestReportEverything(t *testing.T) {
	for _, test := range []struct {
		name, config string
		edited       bool
	}{
		{"dependency", `{"ModulePath":"m","VetxOnly":true,"New":{"Field":[1]}}`, true},
		{"dependency of Go 1.27", `{"Module":{"Path":"m","Main":true},"VetxOnly":true,"New":{"Field":[1]}}`, true},
		{"root", `{"ModulePath":"m","VetxOnly":false,"New":{"Field":[1]}}`, false},
		{"standard", `{"ModulePath":"","VetxOnly":true}`, false},
		{"standard of Go 1.27", `{"Module":null,"VetxOnly":true}`, false},
	} {
		config := filepath.Join(t.TempDir(), "vet.cfg")
		if err := os.WriteFile(config, []byte(test.config), 0o666); err != nil {
			t.Fatal(err)
		}
		got, err := reportEverything(config)
		if err != nil {
			t.Fatal(err)
		}
		if (got != config) != test.edited {
			t.Errorf("%s: reads %s", test.name, filepath.Base(got))
		}
		data, err := os.ReadFile(got)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(data, &fields); err != nil {
			t.Fatal(err)
		}
		if test.edited && (fields["VetxOnly"] != false || fields["New"] == nil) {
			t.Errorf("%s: reads %s", test.name, data)
		}
	}
}

// TestTooNew checks what the users of an old binary are told, by the command and
// by go vet. The go command here is a script that claims to be of the future.
func TestTooNew(t *testing.T) {
	o := runIn(t, ".", []string{"GOVERSION=go1.99.1"}, program, "-V=full")
	if o.status == 0 || strings.Count(o.stderr, "\n") != 1 || !strings.Contains(o.stderr, "rebuild respbody with Go 1.99") {
		t.Errorf("-V=full: status %d, %s", o.status, o.stderr)
	}
	for _, older := range []string{"go1.25.3", "", "devel go1.99-abcdef", "go1.26.0 X:nodwarf5"} {
		if o := runIn(t, ".", []string{"GOVERSION=" + older}, program, "-V=full"); o.status != 0 || !strings.Contains(o.stdout, "buildID=") {
			t.Errorf("-V=full under %q: status %d, %s", older, o.status, o.stderr)
		}
	}

	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\necho '{\"GOVERSION\": \"go1.99.1\", \"GOFLAGS\": \"\"}'\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	o = runIn(t, dir, []string{"PATH=" + dir}, program)
	if o.status != statusFailed || strings.Count(o.stderr, "\n") != 1 || !strings.Contains(o.stderr, "rebuild respbody with Go 1.99") {
		t.Errorf("status %d, %s", o.status, o.stderr)
	}
}

func TestNoGoCommand(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-sarif"}} {
		o := runIn(t, t.TempDir(), []string{"PATH="}, program, args...)
		if o.status != statusFailed || o.stderr != "respbody: the go command is not in PATH; respbody needs it to load packages\n" {
			t.Errorf("%v: status %d, %s", args, o.status, o.stderr)
		}
		if args != nil && !json.Valid([]byte(o.stdout)) {
			t.Errorf("%v: %s", args, o.stdout)
		}
	}
}
