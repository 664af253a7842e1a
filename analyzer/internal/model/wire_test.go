package model

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A framing is how a server sends a body.
type framing int

const (
	length  framing = iota // with its Content-Length
	chunked                // in chunks
	split                  // in chunks, the last byte alone, the end of the message alone
)

// A peer is a server that sends one body, and a client that asks for it.
type peer struct {
	server  *httptest.Server
	client  *http.Client
	framing framing
	data    []byte
	conns   atomic.Int32
	served  atomic.Bool
	almost  chan struct{} // closed when the client has all but the last byte
	whole   chan struct{} // closed when the client has every byte
	done    chan struct{} // closed when the measurement is over
}

func newPeer(f framing, data []byte) *peer {
	p := &peer{framing: f, data: data, almost: make(chan struct{}), whole: make(chan struct{}), done: make(chan struct{})}
	p.client = &http.Client{Transport: &http.Transport{}}
	p.server = httptest.NewUnstartedServer(p)
	p.server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			p.conns.Add(1)
		}
	}
	p.server.Start()
	return p
}

// ServeHTTP sends the body once, and nothing after that.
func (p *peer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodHead && p.served.Swap(true) {
		return
	}
	flush := w.(http.Flusher).Flush
	last := len(p.data) - 1
	switch p.framing {
	case length:
		w.Header().Set("Content-Length", strconv.Itoa(len(p.data)))
		w.Write(p.data)
	case chunked:
		flush()
		w.Write(p.data)
	case split: // the client says how far it is, so that no clock decides
		flush()
		w.Write(p.data[:last])
		flush()
		p.wait(p.almost)
		w.Write(p.data[last:])
		flush()
		p.wait(p.whole)
	}
}

func (p *peer) wait(c chan struct{}) {
	select {
	case <-c:
	case <-p.done:
	}
}

// body asks for the body.
func (p *peer) body(t *testing.T) *body {
	t.Helper()
	resp, err := p.client.Get(p.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	b := &body{ReadCloser: resp.Body, resp: resp, size: len(p.data)}
	var almost, whole sync.Once
	b.progress = func(got int) {
		if got >= b.size-1 {
			almost.Do(func() { close(p.almost) })
		}
		if got >= b.size {
			whole.Do(func() { close(p.whole) })
		}
	}
	resp.Body = b
	return b
}

// reused asks for nothing on the same connection, if it can be had.
func (p *peer) reused(t *testing.T) bool {
	t.Helper()
	before := p.conns.Load()
	resp, err := p.client.Get(p.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	return p.conns.Load() == before
}

func (p *peer) close() {
	close(p.done)
	p.client.CloseIdleConnections()
	p.server.CloseClientConnections()
	p.server.Close()
}

// A body is a response body that notes what becomes of it.
type body struct {
	io.ReadCloser
	resp     *http.Response
	size     int
	got      int
	closed   bool
	progress func(got int)
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.got += n
	b.progress(b.got)
	return n, err
}

func (b *body) Close() error {
	b.closed = true
	return b.ReadCloser.Close()
}

// small fits every buffer on the way, big fits none.
const (
	small = 100
	big   = 64 << 10
)

// A payload makes the content of a body of about n bytes.
type payload func(n int) []byte

// measure sends a payload in all sizes and framings to use, and holds what
// becomes of the connection against a level:
//
//	eof    always reused
//	some   never reused when the body is big
//	none   never reused
//	maybe  reused for some, and not when the end of the message comes late
func measure(t *testing.T, data payload, level effect.Reading, use func(*body) error) {
	t.Helper()
	reused := map[int][]bool{}
	for _, size := range []int{small, big} {
		for _, f := range []framing{length, chunked, split} {
			p := newPeer(f, data(size))
			if err := use(p.body(t)); err != nil {
				t.Errorf("size %d, framing %d: %v", size, f, err)
			}
			reused[size] = append(reused[size], p.reused(t))
			p.close()
		}
	}
	s, b := reused[small], reused[big]
	ok := false
	switch level {
	case effect.EOF:
		ok = s[length] && s[chunked] && s[split] && b[length] && b[chunked] && b[split]
	case effect.Maybe:
		ok = (s[length] || s[chunked] || b[length] || b[chunked]) && !s[split] && !b[split]
	case effect.Some:
		ok = !b[length] && !b[chunked] && !b[split]
	case effect.None:
		ok = !s[length] && !s[chunked] && !s[split] && !b[length] && !b[chunked] && !b[split]
	}
	line := fmt.Sprintf("%-5s small %s big %s", level, marks(s), marks(b))
	if t.Log(line); !ok {
		t.Errorf("the connection was not reused as the row says: %s", line)
	}
}

func marks(reused []bool) string {
	var s strings.Builder
	for _, r := range reused {
		s.WriteString(map[bool]string{true: "✓", false: "✗"}[r])
	}
	return s.String()
}
