package analyzer_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestClients runs go vet with respbody as its tool on the users of public SDKs
// in testdata/clients, and compares what it finds with the expectations there.
// What an SDK owes and hands over is inferred from its source.
func TestClients(t *testing.T) {
	root := clients(t)
	tool := filepath.Join(t.TempDir(), "respbody")
	if out, err := goCommand(".", "build", "-o", tool, "../cmd/respbody"); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	out, err := goCommand(root, "vet", "-vettool="+tool, "-unread=on", "./...")
	if err == nil {
		t.Error("go vet found nothing")
	}
	findings := readFindings(t, root, out)
	for _, p := range loadFixtures(t, "clients") {
		if filepath.Base(p.dir) == "noting" {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			p.checkNames(t)
			p.checkLineNumbers(t)
			misses, falses := 0, 0
			for _, f := range p.files {
				for line, expectations := range f.expect {
					for _, e := range expectations {
						switch e.kind {
						case "miss":
							misses++ // what is found there after all is unexpected
							continue
						case "false":
							falses++
						}
						if !findings.take(f.path, line, e.text) {
							t.Errorf("%s:%d: no finding matches %q", f.path, line, e.text)
						}
					}
				}
			}
			if misses+falses > 0 {
				t.Logf("%d missed, %d reported falsely", misses, falses)
			}
		})
	}
	for _, f := range findings.all {
		t.Errorf("%s:%d: unexpected: %s", f.path, f.line, f.message)
	}
}

// TestClientsWire runs the tests of testdata/clients, which execute each case
// against a local server and so prove its expectations.
func TestClientsWire(t *testing.T) {
	if testing.Short() {
		t.Skip("links a test of each SDK")
	}
	if out, err := goCommand(clients(t), "test", "./..."); err != nil {
		t.Errorf("go test: %v\n%s", err, out)
	}
}

// clients returns the directory of the module, whose dependencies are there.
func clients(t *testing.T) string {
	root := filepath.Join(testdata(t), "clients")
	if out, err := goCommand(root, "mod", "download"); err != nil {
		t.Skipf("the SDKs cannot be downloaded: %v\n%s", err, out)
	}
	return root
}

func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// A findingList is what go vet printed.
type findingList struct{ all []vetFinding }

type vetFinding struct {
	path    string
	line    int
	message string
}

var vetLine = regexp.MustCompile(`^(\S+\.go):(\d+):\d+: (\S.*)$`)

// readFindings parses the output of go vet. A package with tests is analysed
// twice; positions related to a finding are indented.
func readFindings(t *testing.T, root, out string) *findingList {
	list := new(findingList)
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		m := vetLine.FindStringSubmatch(line)
		switch {
		case m != nil:
			n, _ := strconv.Atoi(m[2])
			f := vetFinding{filepath.Join(root, m[1]), n, m[3]}
			if !slices.Contains(list.all, f) {
				list.all = append(list.all, f)
			}
		case !strings.HasPrefix(line, "# ") && !strings.Contains(line, ": \t"):
			t.Errorf("go vet: %s", line)
		}
	}
	return list
}

// take removes a finding on a line that matches a pattern, if there is one.
func (l *findingList) take(path string, line int, pattern string) bool {
	re := regexp.MustCompile(pattern)
	i := slices.IndexFunc(l.all, func(f vetFinding) bool {
		return f.path == path && f.line == line && re.MatchString(f.message)
	})
	if i < 0 {
		return false
	}
	l.all = slices.Delete(l.all, i, i+1)
	return true
}
