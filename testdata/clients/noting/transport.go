// Package noting runs the cases of a package against a local server and checks
// its expectations: which responses are left open, which are closed unread.
package noting

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A note is what was seen of one response, or of one dialled connection.
type note struct {
	mu      sync.Mutex
	lines   []string // of the package under test, on the stack of the request
	drains  bool     // whether it was read can matter
	closed  bool
	eof     bool // a Read returned io.EOF before Close
	inside  bool // the SDK was done with it, before the call that made it returned
	release func() error
}

// read notes the result of a Read. A body that the SDK reads to EOF for its
// caller is as good as closed: go-github replaces it by memory.
func (n *note) read(err error, dir string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err == io.EOF && !n.closed && !n.eof {
		n.eof = true
		n.inside = n.active(dir)
	}
}

func (n *note) close(dir string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.closed {
		n.closed = true
		n.inside = n.inside || n.active(dir)
	}
}

// active reports whether the call that made the request has not yet returned.
func (n *note) active(dir string) bool {
	return len(n.lines) > 0 && slices.Contains(linesOf(dir), n.lines[0])
}

// loss returns the category of what became of a response, "" if nothing is owed.
// One that the SDK was done with is none of its caller's business.
func (n *note) loss() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case n.inside:
		return ""
	case !n.closed:
		return "unclosed"
	case n.drains && !n.eof:
		return "unread"
	}
	return ""
}

// wasRead reports whether the caller read it to EOF.
func (n *note) wasRead() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.eof && !n.inside
}

// A body notes what is done to the body it wraps.
type body struct {
	io.ReadCloser
	*note
	dir string
}

func (b body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read(err, b.dir)
	return n, err
}

func (b body) Close() error {
	b.close(b.dir)
	return b.ReadCloser.Close()
}

// A duplex is the body of a 101 response, which is the connection.
type duplex struct {
	body
	io.Writer
}

// A conn notes whether it is closed.
type conn struct {
	net.Conn
	*note
	dir string
}

func (c conn) Close() error {
	c.note.close(c.dir)
	return c.Conn.Close()
}

// A log is the transport of one run.
type log struct {
	dir  string // of the package under test
	base http.RoundTripper
	mu   sync.Mutex
	all  []*note
}

func (l *log) add(n *note) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, n)
}

func (l *log) notes() []*note {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.all)
}

func (l *log) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range l.all {
		n.release()
	}
	l.all = nil
}

func (l *log) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	redirect := resp.StatusCode/100 == 3 && resp.Header.Get("Location") != ""
	n := &note{
		lines:   linesOf(l.dir),
		drains:  resp.Body != http.NoBody && !redirect && !req.Close && !resp.Close && resp.StatusCode != 101,
		release: resp.Body.Close,
	}
	l.add(n)
	b := body{resp.Body, n, l.dir}
	resp.Body = b
	if w, ok := b.ReadCloser.(io.Writer); ok {
		resp.Body = duplex{b, w}
	}
	return resp, nil
}

func (l *log) dial(network, addr string) (net.Conn, error) {
	c, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	n := &note{lines: linesOf(l.dir), release: c.Close}
	l.add(n)
	return conn{c, n, l.dir}, nil
}

// linesOf returns the "file:line" of the calls in a directory that are on the
// stack, tests excepted, innermost first.
func linesOf(dir string) []string {
	pcs := make([]uintptr, 400)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var lines []string
	for {
		f, more := frames.Next()
		file, ok := strings.CutPrefix(f.File, dir+"/")
		if ok && !strings.Contains(file, "/") && !strings.HasSuffix(file, "_test.go") {
			lines = append(lines, fmt.Sprintf("%s:%d", file, f.Line))
		}
		if !more {
			return lines
		}
	}
}
