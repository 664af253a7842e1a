package wire

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"
)

// A Server answers every request in one way.
type Server struct {
	Name string
	URL  string

	// Body says that GET answers with a body that can be read to EOF, and that
	// whether it was can matter.
	Body bool
}

// Refused is where nobody listens.
const Refused = "http://127.0.0.1:1"

// Servers starts the servers that cases run against. They live as long as the
// process.
func Servers() []Server {
	answers := []struct {
		name   string
		body   bool
		answer func(w http.ResponseWriter, req *http.Request, body []byte)
	}{
		{"ok", true, whole(200)},
		{"chunked", true, chunked},
		{"empty", false, func(w http.ResponseWriter, _ *http.Request, _ []byte) { w.(http.Flusher).Flush() }},
		{"notfound", true, whole(404)},
		{"failing", true, whole(500)},
		{"nocontent", false, func(w http.ResponseWriter, _ *http.Request, _ []byte) { w.WriteHeader(204) }},
		{"cut", false, cut},
	}
	var servers []Server
	for _, a := range answers {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if !special(w, req) {
				a.answer(w, req, document(req.URL.Path))
			}
		}))
		servers = append(servers, Server{a.name, s.URL, a.body})
	}
	return append(servers, Server{"refused", Refused, false})
}

// whole answers with a Content-Length.
func whole(status int) func(http.ResponseWriter, *http.Request, []byte) {
	return func(w http.ResponseWriter, _ *http.Request, body []byte) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		w.Write(body)
	}
}

// chunked answers in pieces and ends the body when the client has read all
// bytes of it, and so has not seen EOF with them.
func chunked(w http.ResponseWriter, req *http.Request, body []byte) {
	half := len(body) / 2
	w.Write(body[:half])
	w.(http.Flusher).Flush()
	w.Write(body[half:])
	w.(http.Flusher).Flush()
	if read := bytesRead(req); read != nil {
		for end := time.Now().Add(time.Second); read.Load() < int64(len(body)) && req.Context().Err() == nil && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
	}
}

// cut promises more than it sends.
func cut(w http.ResponseWriter, _ *http.Request, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)+100))
	w.Write(body)
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// special answers the paths that answer alike on every server.
func special(w http.ResponseWriter, req *http.Request) bool {
	switch {
	case strings.HasSuffix(req.URL.Path, "/redirect"):
		http.Redirect(w, req, "elsewhere", http.StatusFound)
	case strings.HasSuffix(req.URL.Path, "/upgrade"):
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return false
		}
		fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		go func() {
			io.Copy(conn, conn)
			conn.Close()
		}()
	default:
		return false
	}
	return true
}

// document returns the body that belongs to a path.
func document(path string) []byte {
	const small = `{"name":"gopher","tags":["a","b"]}` + "\n"
	switch path[strings.LastIndex(path, "/")+1:] {
	case "gzip":
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, small)
		z.Close()
		return b.Bytes()
	case "xml":
		return []byte("<item><name>gopher</name></item>\n")
	case "csv":
		return []byte("name,age\ngopher,16\n")
	case "lines":
		return []byte("one\ntwo\nthree\n")
	case "big":
		return fmt.Appendf(nil, "{\"name\":%q}\n", strings.Repeat("g", 300<<10))
	}
	return []byte(small)
}
