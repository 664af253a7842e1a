package model

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/ioutil"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
)

// probes is the table of what is measured: one line for each outcome that reads.
func probes() []probe {
	var all []probe
	for _, family := range [][]probe{
		httpProbes(), ioProbes(), readFromProbes(), bufioProbes(), scanProbes(), openProbes(), imageProbes(),
		jsonProbes(), json2Probes(), xmlProbes(), codingProbes(), textprotoProbes(),
	} {
		all = append(all, family...)
	}
	return all
}

// broken is a writer that fails; a body behind it has had its first read.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken") }

// picky is a writer that fails when it is given content, not headers.
type picky struct{ content []byte }

func (w picky) Write(p []byte) (int, error) {
	if bytes.Contains(p, w.content[:16]) {
		return 0, errors.New("picky")
	}
	return len(p), nil
}

// until calls f until it returns an error, and returns that.
func until(f func() error) error {
	for {
		if err := f(); err != nil {
			return err
		}
	}
}

func httpProbes() []probe {
	request := "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	response := "HTTP/1.1 200 OK\r\n\r\n"
	return []probe{
		{"net/http ReadRequest", "", around(request, "\n"), func(b *body) any { _, err := http.ReadRequest(bufio.NewReader(b)); return err }},
		//respbody:ignore what the call reads is measured on the body beneath it
		{"net/http ReadResponse", "", around(response, "\n"), func(b *body) any { _, err := http.ReadResponse(bufio.NewReader(b), nil); return err }},
		{"net/http (*Response).Cookies", "", text, func(b *body) any { b.resp.Cookies(); return nil }},
		{"net/http (*Response).Location", "", text, func(b *body) any { b.resp.Location(); return nil }},
		{"net/http (*Response).ProtoAtLeast", "", text, func(b *body) any { b.resp.ProtoAtLeast(1, 1); return nil }},
		{"net/http (*Response).Write", "nil, closed", text, func(b *body) any { return b.resp.Write(io.Discard) }},
		{"net/http (*Response).Write", "error, closed", text, func(b *body) any { return b.resp.Write(picky{text(small)}) }},
		{"net/http (*Response).Write", "error", text, func(b *body) any { return b.resp.Write(broken{}) }},
		{"net/http/httputil DumpResponse", "nil, closed", text, func(b *body) any { return dump(b, true) }},
		{"net/http/httputil DumpResponse", "nil", text, func(b *body) any { return dump(b, false) }},
		{"net/http/httputil DumpResponse(true)", "nil, closed", text, func(b *body) any { return dump(b, true) }},
		{"net/http/httputil DumpResponse(false)", "", text, func(b *body) any { return dump(b, false) }},
	}
}

func dump(b *body, all bool) error {
	_, err := httputil.DumpResponse(b.resp, all)
	return err
}

func ioProbes() []probe {
	buf := make([]byte, 512)
	return []probe{
		{"io Copy", "nil", noise, func(b *body) any { _, err := io.Copy(io.Discard, b); return err }},
		{"io Copy", "error", noise, func(b *body) any { _, err := io.Copy(broken{}, b); return err }},
		{"io CopyBuffer", "nil", noise, func(b *body) any { _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, b, buf); return err }},
		{"io CopyBuffer", "error", noise, func(b *body) any { _, err := io.CopyBuffer(broken{}, b, buf); return err }},
		{"io CopyN", "nil", noise, func(b *body) any { _, err := io.CopyN(io.Discard, b, int64(b.size)); return err }},
		{"io CopyN", "eof", noise, func(b *body) any { _, err := io.CopyN(io.Discard, b, int64(b.size)+1); return err }},
		{"io CopyN", "error", noise, func(b *body) any { _, err := io.CopyN(broken{}, b, int64(b.size)); return err }},
		{"io ReadAll", "", noise, func(b *body) any { _, err := io.ReadAll(b); return err }},
		{"io ReadFull", "nil", noise, func(b *body) any { _, err := io.ReadFull(b, make([]byte, b.size)); return err }},
		{"io ReadFull", "error", noise, func(b *body) any { _, err := io.ReadFull(b, make([]byte, b.size+1)); return err }},
		{"io ReadAtLeast", "nil", noise, func(b *body) any { _, err := io.ReadAtLeast(b, make([]byte, b.size), b.size); return err }},
		{"io ReadAtLeast", "error", noise, func(b *body) any { _, err := io.ReadAtLeast(b, make([]byte, b.size+1), b.size+1); return err }},
		{"io (ReaderFrom).ReadFrom", "nil", noise, func(b *body) any { _, err := io.Discard.(io.ReaderFrom).ReadFrom(b); return err }},
		{"io (ReaderFrom).ReadFrom", "error", noise, func(b *body) any { return readFrom(readOnly(), b) }},
		{"io/ioutil ReadAll", "", noise, func(b *body) any { _, err := ioutil.ReadAll(b); return err }},
	}
}

func readFromProbes() []probe {
	return []probe{
		{"bytes (*Buffer).ReadFrom", "", noise, func(b *body) any { return readFrom(new(bytes.Buffer), b) }},
		{"bufio (*Writer).ReadFrom", "nil", noise, func(b *body) any { return readFrom(bufio.NewWriter(struct{ io.Writer }{io.Discard}), b) }},
		{"bufio (*Writer).ReadFrom", "error", exactly("a buffer and no more..."), func(b *body) any { return readFrom(bufio.NewWriterSize(broken{}, b.size), b) }},
		{"os (*File).ReadFrom", "nil", noise, func(b *body) any { return readFrom(writeOnly(), b) }},
		{"os (*File).ReadFrom", "error", noise, func(b *body) any { return readFrom(readOnly(), b) }},
		{"net (*TCPConn).ReadFrom", "nil", noise, func(b *body) any { return readFrom(connection(false), b) }},
		{"net (*TCPConn).ReadFrom", "error", noise, func(b *body) any { return readFrom(connection(true), b) }},
	}
}

func readFrom(w io.ReaderFrom, b *body) error {
	if c, ok := w.(io.Closer); ok {
		defer c.Close()
	}
	_, err := w.ReadFrom(b)
	return err
}

func readOnly() *os.File {
	f, _ := os.Open(os.DevNull)
	return f
}

func writeOnly() *os.File {
	f, _ := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	return f
}

// connection is one end of a connection whose other end takes all it is sent.
// If it is closed, its own end is.
func connection(closed bool) *net.TCPConn {
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	defer l.Close()
	c, _ := net.Dial("tcp", l.Addr().String())
	other, _ := l.Accept()
	go func() {
		defer other.Close()
		io.Copy(io.Discard, other)
	}()
	if closed {
		c.Close()
	}
	return c.(*net.TCPConn)
}

func bufioProbes() []probe {
	r := func(b *body) *bufio.Reader { return bufio.NewReader(b) }
	huge := func(b *body) *bufio.Reader { return bufio.NewReaderSize(b, 2*big) }
	return []probe{
		{"bufio (*Reader).Discard", "nil", text, func(b *body) any { _, err := r(b).Discard(10); return err }},
		{"bufio (*Reader).Discard", "error", text, func(b *body) any { _, err := r(b).Discard(b.size + 1); return err }},
		{"bufio (*Reader).Peek", "nil", text, func(b *body) any { _, err := r(b).Peek(10); return err }},
		{"bufio (*Reader).Peek", "eof", text, func(b *body) any { _, err := huge(b).Peek(b.size + 1); return err }},
		{"bufio (*Reader).Peek", "error", exactly("sixteen letters."), func(b *body) any { _, err := bufio.NewReaderSize(b, b.size).Peek(b.size + 1); return err }},
		{"bufio (*Reader).ReadByte", "nil", text, func(b *body) any { _, err := r(b).ReadByte(); return err }},
		{"bufio (*Reader).ReadByte", "error", text, func(b *body) any { r := r(b); return until(func() error { _, err := r.ReadByte(); return err }) }},
		{"bufio (*Reader).ReadBytes", "nil", text, func(b *body) any { _, err := r(b).ReadBytes('\n'); return err }},
		{"bufio (*Reader).ReadBytes", "error", text, func(b *body) any { _, err := r(b).ReadBytes('!'); return err }},
		{"bufio (*Reader).ReadLine", "nil", text, func(b *body) any { _, _, err := r(b).ReadLine(); return err }},
		{"bufio (*Reader).ReadLine", "error", text, func(b *body) any { r := r(b); return until(func() error { _, _, err := r.ReadLine(); return err }) }},
		{"bufio (*Reader).ReadRune", "nil", text, func(b *body) any { _, _, err := r(b).ReadRune(); return err }},
		{"bufio (*Reader).ReadRune", "error", text, func(b *body) any { r := r(b); return until(func() error { _, _, err := r.ReadRune(); return err }) }},
		{"bufio (*Reader).ReadSlice", "nil", text, func(b *body) any { _, err := r(b).ReadSlice('\n'); return err }},
		{"bufio (*Reader).ReadSlice", "eof", text, func(b *body) any { _, err := huge(b).ReadSlice('!'); return err }},
		{"bufio (*Reader).ReadString", "nil", text, func(b *body) any { _, err := r(b).ReadString('\n'); return err }},
		{"bufio (*Reader).ReadString", "error", text, func(b *body) any { _, err := r(b).ReadString('!'); return err }},
	}
}

func scanProbes() []probe {
	fscan := func(scan func(*body, *int) error) func(*body) any {
		return func(b *body) any { var n int; return scan(b, &n) }
	}
	until := func(scan func(*body, *int) error) func(*body) any {
		return func(b *body) any { return until(func() error { var n int; return scan(b, &n) }) }
	}
	scan := func(b *body, n *int) error { _, err := fmt.Fscan(b, n); return err }
	scanln := func(b *body, n *int) error { _, err := fmt.Fscanln(b, n); return err }
	scanf := func(b *body, n *int) error { _, err := fmt.Fscanf(b, "%d\n", n); return err }
	return []probe{
		{"bufio (*Scanner).Scan", "true", text, func(b *body) any { return bufio.NewScanner(b).Scan() }},
		{"bufio (*Scanner).Scan", "false", text, func(b *body) any {
			s := bufio.NewScanner(b)
			for s.Scan() {
			}
			return false
		}},
		{"fmt Fscan", "nil", exactly("12\n"), fscan(scan)},
		{"fmt Fscan", "eof", exactly("1 2\n"), until(scan)},
		{"fmt Fscan", "error", exactly("1 x"), until(scan)},
		{"fmt Fscanf", "nil", exactly("12\n"), fscan(scanf)},
		{"fmt Fscanf", "eof", exactly("12\n"), until(scanf)},
		{"fmt Fscanf", "error", exactly("1\nx"), until(scanf)},
		{"fmt Fscanln", "nil", exactly("12\n"), fscan(scanln)},
		{"fmt Fscanln", "eof", exactly("12\n"), until(scanln)},
		{"fmt Fscanln", "error", exactly("1\nx"), until(scanln)},
	}
}

// openProbes are the constructors that read a header.
func openProbes() []probe {
	next := func(b *body) func() error {
		r := tar.NewReader(b)
		return func() error { _, err := r.Next(); return err }
	}
	part := func(b *body) func() error {
		r := multipart.NewReader(b, "boundary")
		return func() error { _, err := r.NextPart(); return err }
	}
	raw := func(b *body) func() error {
		r := multipart.NewReader(b, "boundary")
		return func() error { _, err := r.NextRawPart(); return err }
	}
	return append(wrapperProbes(), []probe{
		{"archive/tar (*Reader).Next", "nil", archive, func(b *body) any { return next(b)() }},
		{"archive/tar (*Reader).Next", "error", archive, func(b *body) any { return until(next(b)) }},
		{"mime/multipart (*Reader).NextPart", "nil", parts, func(b *body) any { return part(b)() }},
		{"mime/multipart (*Reader).NextPart", "error", parts, func(b *body) any { return until(part(b)) }},
		{"mime/multipart (*Reader).NextRawPart", "nil", parts, func(b *body) any { return raw(b)() }},
		{"mime/multipart (*Reader).NextRawPart", "error", parts, func(b *body) any { return until(raw(b)) }},
		{"mime/multipart (*Reader).ReadForm", "", parts, func(b *body) any { _, err := multipart.NewReader(b, "boundary").ReadForm(big); return err }},
	}...)
}

func imageProbes() []probe {
	return []probe{
		{"image Decode", "", pngs, func(b *body) any { _, _, err := image.Decode(b); return err }},
		{"image DecodeConfig", "", pngs, func(b *body) any { _, _, err := image.DecodeConfig(b); return err }},
		{"image/gif Decode", "", gifs, func(b *body) any { _, err := gif.Decode(b); return err }},
		{"image/gif DecodeAll", "", gifs, func(b *body) any { _, err := gif.DecodeAll(b); return err }},
		{"image/gif DecodeConfig", "", gifs, func(b *body) any { _, err := gif.DecodeConfig(b); return err }},
		{"image/jpeg Decode", "", jpegs, func(b *body) any { _, err := jpeg.Decode(b); return err }},
		{"image/jpeg DecodeConfig", "", jpegs, func(b *body) any { _, err := jpeg.DecodeConfig(b); return err }},
		{"image/png Decode", "", pngs, func(b *body) any { _, err := png.Decode(b); return err }},
		{"image/png DecodeConfig", "", pngs, func(b *body) any { _, err := png.DecodeConfig(b); return err }},
	}
}
