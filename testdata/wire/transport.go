// Package wire runs the fixtures against real servers and notes what becomes
// of every response.
package wire

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// A Note is what was seen of one response.
type Note struct {
	Case    string   // the case that ran
	Server  string   // the server it ran against
	Vector  []int    // the values of its parameters that vary
	Outcome string   // how the run ended: returned, panicked, exited or hung
	Lines   []string // "file:line" of the fixture lines on the stack of the request
	Closed  bool
	EOF     bool   // a Read returned io.EOF before Close
	Late    bool   // a Read came after Close
	Results string // what the run returned, in short
	Drains  bool   // whether it was read can matter: there is a body, and a connection to reuse
}

// A body notes what is done to the body it wraps.
type body struct {
	io.ReadCloser
	read *atomic.Int64 // how many bytes
	mu   sync.Mutex
	note *Note
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read.Add(int64(n))
	b.mu.Lock()
	b.note.EOF = b.note.EOF || !b.note.Closed && err == io.EOF
	b.note.Late = b.note.Late || b.note.Closed
	b.mu.Unlock()
	return n, err
}

func (b *body) Close() error {
	b.mu.Lock()
	b.note.Closed = true
	b.mu.Unlock()
	return b.ReadCloser.Close()
}

func (b *body) closed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.note.Closed
}

// release ends the connection of a body that nobody will close any more.
func (b *body) release() { b.ReadCloser.Close() }

// A duplex is the body of a 101 response, which is the connection.
type duplex struct {
	*body
	io.Writer
}

// A transport performs the requests of runs, and no others.
type transport struct {
	base *http.Transport
	runs sync.Map // the id in the URL's path → *Run
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	id, _, _ := strings.Cut(strings.TrimPrefix(req.URL.Path, "/"), "/")
	v, ok := t.runs.Load(id)
	if !ok {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, fmt.Errorf("wire: no run asks for %s", req.URL)
	}
	run := v.(*Run)
	note := &Note{Lines: fixtureLines()}
	unmarked := req
	read, req := countRead(req)
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Request = unmarked
	if resp.Body == http.NoBody && run.bare {
		return resp, nil
	}
	redirect := resp.StatusCode/100 == 3 && resp.Header.Get("Location") != ""
	note.Drains = run.server.Body && resp.Body != http.NoBody && !redirect && !req.Close && !resp.Close && resp.StatusCode != 101
	b := &body{ReadCloser: resp.Body, read: read, note: note}
	run.add(b)
	if w, ok := resp.Body.(io.Writer); ok {
		resp.Body = duplex{b, w}
	} else {
		resp.Body = b
	}
	return resp, nil
}

// counters are what requests are told by their Wire-Id.
var counters sync.Map

// countRead marks a request, so that the server can tell how many bytes of
// the answer were read.
func countRead(req *http.Request) (*atomic.Int64, *http.Request) {
	read := new(atomic.Int64)
	id := fmt.Sprintf("%p", read)
	counters.Store(id, read)
	marked := *req
	marked.Header = req.Header.Clone()
	if marked.Header == nil {
		marked.Header = make(http.Header)
	}
	marked.Header.Set("Wire-Id", id)
	return read, &marked
}

// bytesRead returns the counter of a request that the server got.
func bytesRead(req *http.Request) *atomic.Int64 {
	if v, ok := counters.Load(req.Header.Get("Wire-Id")); ok && req.Method != http.MethodHead {
		return v.(*atomic.Int64)
	}
	return nil
}

// fixtureLines returns the lines of fixtures on the caller's stack. A
// goroutine that a go statement starts right inside another package has none:
// its only line is that of the go statement.
func fixtureLines() []string {
	pcs := make([]uintptr, 100)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var lines []string
	for {
		f, more := frames.Next()
		if isFixture(f.Function, f.File) {
			lines = append(lines, fmt.Sprintf("%s:%d", f.File, f.Line))
		}
		if !more {
			break
		}
	}
	if lines == nil {
		lines = createdBy()
	}
	return lines
}

func isFixture(function, file string) bool {
	rest, ok := strings.CutPrefix(function, "respbody.test/")
	return ok && !strings.HasPrefix(rest, "wire") && !strings.HasPrefix(rest, "stubs/") && !strings.HasSuffix(file, "/zz_wire.go")
}

// createdBy reads the line of the go statement that started the goroutine.
func createdBy() []string {
	trace := make([]byte, 64<<10)
	trace = trace[:runtime.Stack(trace, false)]
	_, creator, ok := strings.Cut(string(trace), "\ncreated by ")
	if !ok {
		return nil
	}
	function, rest, _ := strings.Cut(creator, "\n\t")
	line, _, _ := strings.Cut(rest, " +0x")
	if !isFixture(function, "") {
		return nil
	}
	return []string{strings.TrimSpace(line)}
}

// A script hands out one response in pieces, as a connection does, for
// http.ReadResponse. Closing such a body reads what is left of it, so it was
// closed, or needed no closing, if the pieces are used up.
type script struct {
	run    *Run
	head   string
	pieces []string
	note   *Note
}

func (s *script) Read(p []byte) (int, error) {
	if s.head != "" {
		n := copy(p, s.head)
		s.head = s.head[n:]
		s.note.Lines = fixtureLines()
		s.run.add(&body{ReadCloser: io.NopCloser(nil), note: s.note})
		return n, nil
	}
	if len(s.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.pieces[0])
	if s.pieces[0] = s.pieces[0][n:]; s.pieces[0] == "" {
		s.pieces = s.pieces[1:]
	}
	s.note.Closed = len(s.pieces) == 0
	return n, nil
}

// newScript returns a reader that http.ReadResponse can read one response from.
func newScript(run *Run) *bufio.Reader {
	status := map[string]string{"notfound": "404 Not Found", "failing": "500 Internal Server Error", "nocontent": "204 No Content"}[run.server.Name]
	s := &script{run: run, head: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", pieces: []string{"one\n", "two\n", "3"}, note: &Note{}}
	switch {
	case run.server.Name == "refused":
		s.head = ""
		s.pieces = nil
	case run.server.Name == "nocontent":
		s.head, s.pieces, s.note.Closed = "HTTP/1.1 204 No Content\r\n\r\n", nil, true
	case run.server.Name == "empty":
		s.head, s.pieces, s.note.Closed = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", nil, true
	case status != "":
		s.head = strings.Replace(s.head, "200 OK", status, 1)
	}
	return bufio.NewReader(s)
}
