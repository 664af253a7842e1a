package noting

import (
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"
	"time"
)

// A Wire is what one run of a case talks to.
type Wire struct {
	URL    string       // of the server
	Client *http.Client // notes the responses that it gets
	log    *log
}

// Dial connects like net.Dial and notes whether the connection is closed.
func (w *Wire) Dial(network, addr string) (net.Conn, error) { return w.log.dial(network, addr) }

// Forget drops what was noted of a run that ends in a panic: it owes nothing.
func (w *Wire) Forget() { w.log.forget() }

// Run runs each case of the package against a server with the given handler,
// against one that answers 500, and against none at all. It then compares what
// became of the responses with the package's expectations.
func Run(t *testing.T, handler http.Handler, cases map[string]func(*Wire)) {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	src, err := parse(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, runs := range src.cases {
		if _, ok := cases[name]; ok != runs {
			t.Errorf("%s: to be run: %v, run: %v", name, runs, ok)
		}
	}
	failing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		io.WriteString(w, `{"message":"out of order"}`)
	})
	seen := make(map[string][]*note)
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		for server, h := range map[string]http.Handler{"ok": handler, "failing": failing, "refused": nil} {
			for _, n := range run(t, dir, h, cases[name]) {
				if len(n.lines) == 0 { // in a goroutine of the SDK
					n.lines = src.lines[name]
				}
				if n.loss() == "unclosed" && !expected(src, n.lines, "unclosed") {
					t.Errorf("%s (%s): left open a response requested by %v", name, server, n.lines)
				}
				for _, line := range n.lines {
					seen[line] = append(seen[line], n)
				}
			}
		}
	}
	judge(t, src, seen)
}

// run runs a case once, and waits a moment for what it closes in the background.
func run(t *testing.T, dir string, h http.Handler, f func(*Wire)) []*note {
	server := httptest.NewServer(h)
	defer server.Close()
	if h == nil {
		server.Close()
	}
	base := &http.Transport{}
	defer base.CloseIdleConnections()
	l := &log{dir: dir, base: base}
	f(&Wire{server.URL, &http.Client{Transport: l}, l})
	for range 20 {
		if !slices.ContainsFunc(l.notes(), func(n *note) bool { return n.loss() == "unclosed" }) {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	notes := l.notes()
	for _, n := range notes {
		n.release()
	}
	return notes
}

func expected(src *source, lines []string, category string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return src.expect[l] == category })
}

// judge compares what was seen of the responses requested through each line
// with what is expected there.
func judge(t *testing.T, src *source, seen map[string][]*note) {
	for line, category := range src.expect {
		if !src.skipped[line] && got(seen[line]) != category {
			t.Errorf("%s: expected %s, the wire shows %q", line, category, got(seen[line]))
		}
	}
	for line, notes := range seen {
		if src.expect[line] == "" && got(notes) == "unread" && !slices.ContainsFunc(notes, func(n *note) bool { return expected(src, n.lines, "unread") }) {
			t.Errorf("%s: closed, never read to EOF", line)
		}
	}
}

// got returns the category of what was seen through one line: a response left
// open in one run, or closed unread in some and read to EOF in none.
func got(notes []*note) string {
	category := ""
	read := false
	for _, n := range notes {
		switch n.loss() {
		case "unclosed":
			return "unclosed"
		case "unread":
			category = "unread"
		}
		read = read || n.wasRead()
	}
	if read {
		return ""
	}
	return category
}
