package wire_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"respbody.test/textbook"
)

// drains says that Close reads what is left of a short body (Go 1.27).
var drains = !strings.HasPrefix(runtime.Version(), "go1.26")

// TestPorts is the observation the whole matter began with: how many client
// ports a server sees of ten requests in a row.
func TestPorts(t *testing.T) {
	const requests = 10
	fetch := func(u string) { textbook.GoodFetch(u) }
	ping := func(u string) { textbook.BadPing(u) }
	drainedPing := func(u string) { textbook.GoodPing(u) }
	forget := func(u string) { textbook.BadForgotten(u) }
	fresh, most := requests, requests
	if drains {
		fresh, most = 1, requests/2 // Close drains in the background, perhaps too late for the next request
	}
	for _, test := range []struct {
		name    string
		program func(url string)
		length  int
		least   int // ports
		most    int
	}{
		{"read and closed", fetch, 1 << 10, 1, 1},
		{"read and closed, long", fetch, 1 << 20, 1, 1},
		{"drained and closed", drainedPing, 1 << 10, 1, 1},
		{"closed unread", ping, 1 << 10, fresh, most},
		{"closed unread, long", ping, 1 << 20, requests, requests},
		{"neither", forget, 1 << 10, requests, requests},
	} {
		t.Run(test.name, func(t *testing.T) {
			log := newPortLog(t, test.length)
			for range requests {
				test.program(log.url)
				time.Sleep(10 * time.Millisecond)
			}
			got := log.ports()
			t.Logf("%d requests came from %d ports", requests, got)
			if got < test.least || got > test.most {
				t.Errorf("want %d to %d ports", test.least, test.most)
			}
		})
	}
}

// TestNeither shows that bodies that are neither read nor closed keep
// connections and goroutines, whatever one does.
func TestNeither(t *testing.T) {
	const requests = 10
	log := newPortLog(t, 1<<20)
	before := runtime.NumGoroutine()
	for range requests {
		textbook.BadForgotten(log.url)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	runtime.GC()
	runtime.GC()
	time.Sleep(50 * time.Millisecond)
	if got := log.open(); got != requests {
		t.Errorf("%d connections are open, want %d", got, requests)
	}
	// Two in the client per connection; the server, in this process too, has its own.
	if grown := runtime.NumGoroutine() - before; grown < 2*requests {
		t.Errorf("%d more goroutines, want at least %d", grown, 2*requests)
	}
}

// A portLog is a server that notes where its requests come from.
type portLog struct {
	url   string
	mu    sync.Mutex
	addrs map[string]bool // remote address → still open
}

// newPortLog starts a server that answers with length bytes, and gives
// http.DefaultClient a pool of its own for the test.
func newPortLog(t *testing.T, length int) *portLog {
	log := &portLog{addrs: make(map[string]bool)}
	body := strings.Repeat("x", length)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		log.mu.Lock()
		log.addrs[req.RemoteAddr] = true
		log.mu.Unlock()
		w.Header().Set("Content-Length", strconv.Itoa(length))
		fmt.Fprint(w, body)
	}))
	server.Config.ConnState = func(c net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			log.mu.Lock()
			log.addrs[c.RemoteAddr().String()] = false
			log.mu.Unlock()
		}
	}
	server.Start()
	log.url = server.URL
	shared := http.DefaultTransport
	http.DefaultTransport = &http.Transport{}
	t.Cleanup(func() {
		http.DefaultTransport = shared
		server.CloseClientConnections()
		server.Close()
	})
	return log
}

// ports returns how many client ports were seen.
func (l *portLog) ports() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.addrs)
}

// open returns how many connections were not closed.
func (l *portLog) open() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, open := range l.addrs {
		if open {
			n++
		}
	}
	return n
}
