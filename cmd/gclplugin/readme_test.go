package gclplugin

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestReadme checks that the YAML of the README is that of the files which
// testdata/golangci builds and runs golangci-lint with.
func TestReadme(t *testing.T) {
	files := []string{".custom-gcl.yml", "testdata/drivers/.golangci.yml"}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(read(t, "README.md"), -1)
	for _, name := range files {
		found := false
		for _, block := range blocks {
			found = found || block[1] == read(t, name)
		}
		if !found {
			t.Errorf("%s is not in the README", name)
		}
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
