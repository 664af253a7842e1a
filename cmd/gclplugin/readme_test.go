package gclplugin

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadme checks that the YAML of the README is that of the files which
// testdata/golangci builds and runs golangci-lint with, but for where the plugin is
// taken from: here it is the clone itself.
func TestReadme(t *testing.T) {
	files := map[string]string{
		".custom-gcl.yml":                strings.Replace(read(t, ".custom-gcl.yml"), "path: .", "version: v0.1.0", 1),
		"testdata/drivers/.golangci.yml": read(t, "testdata/drivers/.golangci.yml"),
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(read(t, "README.md"), -1)
	for name, want := range files {
		found := false
		for _, block := range blocks {
			found = found || block[1] == want
		}
		if !found {
			t.Errorf("%s is not in the README", name)
		}
	}
}

// TestLicence keeps golangci-lint, which is GPL-3.0, out of what the project
// needs: what registers a plugin is a module of its own, under Apache-2.0.
func TestLicence(t *testing.T) {
	if !strings.Contains(read(t, "testdata/golangci/go.mod"), "github.com/golangci/golangci-lint") {
		t.Error("testdata/golangci does not need golangci-lint")
	}
	if strings.Contains(read(t, "go.mod")+read(t, "go.sum"), "github.com/golangci/golangci-lint") {
		t.Error("the project needs golangci-lint")
	}
}

// read returns a file of the project.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
