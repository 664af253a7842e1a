package model

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A source is a function that hands over a response.
type source struct {
	symbol string
	get    func(c *http.Client, url string) (*http.Response, error)
}

func sources() []source {
	request := func(url string) *http.Request {
		r, _ := http.NewRequest("GET", url, nil)
		return r
	}
	type client = *http.Client
	type response = *http.Response
	return []source{
		{"Get", func(_ client, url string) (response, error) { return http.Get(url) }},
		{"Head", func(_ client, url string) (response, error) { return http.Head(url) }},
		{"Post", func(_ client, url string) (response, error) { return http.Post(url, "", nil) }},
		{"PostForm", func(_ client, u string) (response, error) { return http.PostForm(u, url.Values{}) }},
		{"(*Client).Do", func(c client, url string) (response, error) { return c.Do(request(url)) }},
		{"(*Client).Get", func(c client, url string) (response, error) { return c.Get(url) }},
		{"(*Client).Head", func(c client, url string) (response, error) { return c.Head(url) }},
		{"(*Client).Post", func(c client, url string) (response, error) { return c.Post(url, "", nil) }},
		{"(*Client).PostForm", func(c client, u string) (response, error) { return c.PostForm(u, url.Values{}) }},
		{"(*Transport).RoundTrip", func(c client, url string) (response, error) {
			return c.Transport.(*http.Transport).RoundTrip(request(url))
		}},
		{"(RoundTripper).RoundTrip", func(c client, url string) (response, error) { return c.Transport.RoundTrip(request(url)) }},
	}
}

// TestSources measures that a source's body pins its connection until somebody
// does something about it, unless the row says that there is nothing to read,
// and that there is a response if and only if there is no error.
func TestSources(t *testing.T) {
	for _, s := range sources() {
		t.Run(s.symbol, func(t *testing.T) {
			fresh := summaryOf(t, "net/http "+s.symbol).Fresh[0]
			p := newPeer(length, noise(big))
			for range 2 {
				//respbody:ignore whether an untouched body costs its connection is what is measured
				resp, err := s.get(p.client, p.server.URL)
				if err != nil || resp == nil || resp.Body == nil {
					t.Fatalf("%v, %v", resp, err)
				}
				defer resp.Body.Close()
			}
			if reused := p.conns.Load() == 1; reused != (fresh.Read == effect.EOF) {
				t.Errorf("untouched, the connection was reused: %v; the row says %v", reused, fresh.Read)
			}
			p.close()
			if resp, err := s.get(p.client, p.server.URL); err == nil || resp != nil {
				t.Errorf("without a server: %v, %v", resp, err)
			}
		})
	}
}

// A sender makes a body the body of a request.
type sender struct {
	symbol string
	send   func(c *http.Client, url string, b *body)
}

func senders() []sender {
	answered := func(resp *http.Response, err error) {
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}
	do := func(c *http.Client, r *http.Request) { answered(c.Do(r)) }
	return []sender{
		{"NewRequest", func(c *http.Client, url string, b *body) {
			r, _ := http.NewRequest("POST", url, b)
			do(c, r)
		}},
		{"NewRequestWithContext", func(c *http.Client, url string, b *body) {
			r, _ := http.NewRequestWithContext(b.resp.Request.Context(), "POST", url, b)
			do(c, r)
		}},
		{"Post", func(_ *http.Client, url string, b *body) { answered(http.Post(url, "", b)) }},
		{"(*Client).Post", func(c *http.Client, url string, b *body) { answered(c.Post(url, "", b)) }},
	}
}

// TestSenders measures that the transport closes a body that is sent, whether
// there is a server or not.
func TestSenders(t *testing.T) {
	for _, s := range senders() {
		t.Run(s.symbol, func(t *testing.T) {
			if outcomeOf(summaryOf(t, "net/http "+s.symbol), ", gone") == nil {
				t.Error("the row does not say that the body is gone")
			}
			p, q := newPeer(length, noise(small)), newPeer(length, noise(small))
			defer p.close()
			b := p.body(t)
			s.send(q.client, q.server.URL, b)
			q.close()
			if !b.closed {
				t.Error("the body was sent and not closed")
			}
			b.closed = false
			s.send(q.client, q.server.URL, b)
			if !b.closed {
				t.Error("the body could not be sent and was not closed")
			}
		})
	}
}

// TestReadResponse measures why no drain is asked of a response that was read
// off a bufio.Reader: Close leaves the reader at the next message.
func TestReadResponse(t *testing.T) {
	message := "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
	r := bufio.NewReader(strings.NewReader(message + message))
	for range 2 {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	if summaryOf(t, "net/http ReadResponse").Fresh[0].Read != effect.EOF {
		t.Error("the row asks for a drain")
	}
}

// TestDumpFails measures that a dump that fails leaves the original in place,
// and open.
func TestDumpFails(t *testing.T) {
	var closed bool
	original := &struct {
		io.Reader
		io.Closer
	}{io.MultiReader(strings.NewReader("half"), failing{}), closer(func() error { closed = true; return nil })}
	resp := &http.Response{Body: original}
	if _, err := httputil.DumpResponse(resp, true); err == nil || closed || resp.Body != original {
		t.Errorf("error %v, closed %v", err, closed)
	}
	for _, symbol := range []string{"DumpResponse", "DumpResponse(true)"} {
		if outcomeOf(summaryOf(t, "net/http/httputil "+symbol), "error") == nil {
			t.Errorf("%s: the row says otherwise", symbol)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("broken off") }

type closer func() error

func (c closer) Close() error { return c() }
