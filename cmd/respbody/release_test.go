package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// releaseVersion is the version under which the tests publish the working tree.
const releaseVersion = "v0.1.0"

// A release is the working tree as users get it: what they type, the README's
// own lines with the public names in them, reaches it and no network.
type release struct {
	repo string   // a git repository with a tag
	env  []string // in which git and the go command find the release
}

// newRelease publishes the files that git knows, or would add.
func newRelease(t *testing.T) *release {
	t.Helper()
	root := t.TempDir()
	r := &release{repo: filepath.Join(root, "respbody")}
	project := filepath.Join("..", "..")
	copyFiles(t, project, r.repo, listFiles(t, project))
	home := filepath.Join(root, "home")
	writeFile(t, filepath.Join(home, ".gitconfig"),
		"[user]\n\tname = Gopher\n\temail = gopher@example.test\n[init]\n\tdefaultBranch = main\n"+
			"[url \"file://"+filepath.ToSlash(r.repo)+"\"]\n\tinsteadOf = "+moduleURL+"\n")
	r.env = append(r.env, "HOME="+home, "GIT_CONFIG_NOSYSTEM=1", "PRE_COMMIT_HOME="+filepath.Join(root, "pre-commit"))
	r.commit(t, r.repo)
	r.git(t, r.repo, "tag", releaseVersion)
	r.env = append(r.env, moduleEnv(t, r.repo, root)...)
	return r
}

const (
	modulePath = "github.com/respbody/respbody"
	moduleURL  = "https://" + modulePath
)

// listFiles lists the files of a repository, relative to its top.
func listFiles(t *testing.T, repo string) []string {
	t.Helper()
	o := runIn(t, repo, nil, "git", "ls-files", "--cached", "--others", "--exclude-standard")
	if o.status != 0 {
		t.Skipf("needs a clone: %s", o.stderr)
	}
	return strings.Split(strings.TrimSpace(o.stdout), "\n")
}

// moduleEnv writes a module proxy that has the release, and returns the
// environment in which the go command asks it first. Downloads go to a module
// cache of their own, for the version will mean something else the next time.
func moduleEnv(t *testing.T, repo, root string) []string {
	t.Helper()
	var env struct{ GOPROXY, GOMODCACHE, GOCACHE string }
	o := runIn(t, ".", nil, "go", "env", "-json", "GOPROXY", "GOMODCACHE", "GOCACHE")
	if err := json.Unmarshal([]byte(o.stdout), &env); err != nil {
		t.Fatal(err)
	}
	versions := filepath.Join(root, "proxy", filepath.FromSlash(modulePath), "@v")
	goMod, err := os.ReadFile(filepath.Join(repo, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(versions, "list"), releaseVersion+"\n")
	writeFile(t, filepath.Join(versions, releaseVersion+".info"), `{"Version":"`+releaseVersion+`"}`)
	writeFile(t, filepath.Join(versions, releaseVersion+".mod"), string(goMod))
	writeModuleZip(t, filepath.Join(versions, releaseVersion+".zip"), repo)
	downloads := filepath.Join(env.GOMODCACHE, "cache", "download")
	return []string{
		"GOPROXY=file://" + filepath.Join(root, "proxy") + ",file://" + downloads + "," + env.GOPROXY,
		"GONOSUMDB=" + modulePath,
		"GOMODCACHE=" + filepath.Join(root, "modules"),
		"GOCACHE=" + env.GOCACHE,
		"GOPATH=" + filepath.Join(root, "gopath"),
		// Modules may be removed with the directory, and what is compiled does
		// not depend on where it is.
		"GOFLAGS=-modcacherw -trimpath",
	}
}

// writeModuleZip writes what the go command downloads as the module: the files
// that are in no module below it.
func writeModuleZip(t *testing.T, name, repo string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := zip.NewWriter(f)
	var nested []string
	files := listFiles(t, repo)
	for _, file := range files {
		if path.Base(file) == "go.mod" && file != "go.mod" {
			nested = append(nested, path.Dir(file)+"/")
		}
	}
	for _, file := range files {
		if hasPrefix(file, nested) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(repo, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		entry, err := w.Create(modulePath + "@" + releaseVersion + "/" + file)
		if err == nil {
			_, err = entry.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func hasPrefix(file string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(file, p) {
			return true
		}
	}
	return false
}

// git runs git in dir.
func (r *release) git(t *testing.T, dir string, args ...string) {
	t.Helper()
	if o := runIn(t, dir, r.env, "git", args...); o.status != 0 {
		t.Fatalf("git %s: %s%s", strings.Join(args, " "), o.stdout, o.stderr)
	}
}

// commit makes a repository of dir, or adds a commit to it, with all files in it.
func (r *release) commit(t *testing.T, dir string) {
	t.Helper()
	r.git(t, dir, "init", "-q")
	r.git(t, dir, "add", "--all")
	r.git(t, dir, "commit", "-q", "--allow-empty", "-m", "all there is")
}

// consumer copies testdata/consumer, a module with findings, to a new directory.
func consumer(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	copyConsumer(t, dir)
	return dir
}

func copyConsumer(t *testing.T, dir string) {
	t.Helper()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "testdata", "consumer"))); err != nil {
		t.Fatal(err)
	}
}

// copyFiles copies files, named relative to from.
func copyFiles(t *testing.T, from, to string, files []string) {
	t.Helper()
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(file)))
		if os.IsNotExist(err) {
			continue // removed, and git has not been told yet
		}
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(to, filepath.FromSlash(file)), string(data))
	}
}

// writeFile writes a file, and the directories above it.
func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
