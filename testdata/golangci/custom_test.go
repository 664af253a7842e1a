package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCustom builds a linter with golangci-lint custom and the project's
// .custom-gcl.yml, and runs it. What the command clones from GitHub it gets from
// the module proxy here: git takes a repository made of the module instead.
func TestCustom(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles golangci-lint")
	}
	const version = "v2.15.0" // of .custom-gcl.yml and go.mod
	repo := filepath.Join(t.TempDir(), "golangci-lint.git")
	source := mustRun(t, ".", "go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2")
	got, source, _ := strings.Cut(source, " ")
	if got != version {
		t.Fatalf("go.mod has golangci-lint %s", got)
	}
	if err := os.CopyFS(repo, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	git := []string{"-c", "user.name=gopher", "-c", "user.email=gopher@consumer.test", "-c", "gc.auto=0"}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-f", "."}, {"commit", "-q", "-m", version}, {"tag", version}} {
		mustRun(t, repo, "git", append(git, args...)...)
	}
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "url."+filepath.ToSlash(repo)+".insteadOf")
	t.Setenv("GIT_CONFIG_VALUE_0", "https://github.com/golangci/golangci-lint.git")

	bin := t.TempDir()
	mustRun(t, filepath.Join("..", ".."), linter, "custom", "-v", "--destination", bin)
	custom := filepath.Join(bin, "custom-gcl")
	if v := mustRun(t, bin, custom, "version"); !strings.Contains(v, version+"-custom-gcl") {
		t.Errorf("version: %s", v)
	}
	found := lintWith(t, custom, copyConsumer(t), "--enable-only=respbody")
	slices.Sort(found)
	compare(t, found, expected(t))
}
