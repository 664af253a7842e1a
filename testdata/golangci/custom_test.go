package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const linterVersion = "v2.15.0" // of .custom-gcl.yml and go.mod

// TestCustom builds a linter with golangci-lint custom and the project's
// .custom-gcl.yml, and runs it.
func TestCustom(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles golangci-lint")
	}
	replaceClone(t)
	bin := t.TempDir()
	mustRun(t, filepath.Join("..", ".."), linter, "custom", "-v", "--destination", bin)
	custom := filepath.Join(bin, "custom-gcl")
	if v := mustRun(t, bin, custom, "version"); !strings.Contains(v, linterVersion+"-custom-gcl") {
		t.Errorf("version: %s", v)
	}
	found := lintWith(t, custom, copyConsumer(t), "--enable-only=respbody")
	slices.Sort(found)
	compare(t, found, expected(t))
}

// TestCustomPublished does what the README tells a stranger: its two files in a
// module that knows nothing of respbody, which is there as a version only, and the
// two commands.
func TestCustomPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("downloads and compiles golangci-lint")
	}
	replaceClone(t)
	dir := copyConsumer(t)
	readme := readFile(t, filepath.Join("..", "..", "README.md"))
	for _, name := range []string{".custom-gcl.yml", ".golangci.yml"} {
		block := regexp.MustCompile("(?s)```yaml\n(# " + regexp.QuoteMeta(name) + "\n.*?)```").FindStringSubmatch(readme)
		if block == nil {
			t.Fatalf("the README has no %s", name)
		}
		writeFile(t, filepath.Join(dir, name), block[1])
	}
	publish(t, "v0.1.0")
	mustRun(t, dir, linter, "custom")
	found := lintWith(t, filepath.Join(dir, "custom-gcl"), dir, "--enable-only=respbody")
	slices.Sort(found)
	compare(t, found, expected(t))
}

// replaceClone makes git take what golangci-lint custom clones from GitHub from a
// repository made of the module.
func replaceClone(t *testing.T) {
	t.Helper()
	repo := filepath.Join(t.TempDir(), "golangci-lint.git")
	source := mustRun(t, ".", "go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2")
	got, source, _ := strings.Cut(source, " ")
	if got != linterVersion {
		t.Fatalf("go.mod has golangci-lint %s", got)
	}
	if err := os.CopyFS(repo, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	git := []string{"-c", "user.name=gopher", "-c", "user.email=gopher@consumer.test", "-c", "gc.auto=0"}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-f", "."}, {"commit", "-q", "-m", linterVersion}, {"tag", linterVersion}} {
		mustRun(t, repo, "git", append(git, args...)...)
	}
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "url."+filepath.ToSlash(repo)+".insteadOf")
	t.Setenv("GIT_CONFIG_VALUE_0", "https://github.com/golangci/golangci-lint.git")
}

// publish makes the go command find the project under a version, as it is in this
// clone. The version will mean something else the next time, so that it goes to a
// module cache of its own, which is filled from the one there is.
func publish(t *testing.T, version string) {
	t.Helper()
	root := t.TempDir()
	m := module.Version{Path: "github.com/respbody/respbody", Version: version}
	dir := filepath.Join(root, "proxy", filepath.FromSlash(m.Path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	project := filepath.Join("..", "..")
	if err := zip.CreateFromDir(file, m, project); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "list"), version+"\n")
	writeFile(t, filepath.Join(dir, version+".info"), `{"Version":"`+version+`"}`)
	writeFile(t, filepath.Join(dir, version+".mod"), readFile(t, filepath.Join(project, "go.mod")))
	downloads := filepath.Join(mustRun(t, ".", "go", "env", "GOMODCACHE"), "cache", "download")
	t.Setenv("GOPROXY", "file://"+filepath.Join(root, "proxy")+",file://"+downloads+","+mustRun(t, ".", "go", "env", "GOPROXY"))
	t.Setenv("GONOSUMDB", m.Path)
	t.Setenv("GOMODCACHE", filepath.Join(root, "modules"))
	t.Setenv("GOFLAGS", "-modcacherw") // it goes with the directory
}
