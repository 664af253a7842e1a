package wire

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// A Case is one function of the fixtures. The tables of cases are generated
// (analyzer/wire_test.go).
type Case struct {
	Name string         // "fixtures/loops.badRetry"
	Dims []int          // how many values each parameter that varies has
	Good bool           // closes what it gets
	Bare bool           // leave http.NoBody as it is
	Test bool           // needs a *testing.T
	Call func(run *Run) // calls the function
}

var cases []Case

// Register adds the cases of one package.
func Register(table ...Case) { cases = append(cases, table...) }

// A Run is one call of a case. Its methods make up the arguments.
type Run struct {
	server Server
	client *http.Client
	bare   bool
	url    string
	vector []int
	t      *testing.T

	outcome string
	results string

	mu     sync.Mutex
	bodies []*body
}

func (r *Run) add(b *body) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bodies = append(r.bodies, b)
}

func (r *Run) String() string               { return r.url }
func (r *Run) Strings(dim int) []string     { return slices.Repeat([]string{r.url}, r.vector[dim]) }
func (r *Run) Bool(dim int) bool            { return r.vector[dim] == 1 }
func (r *Run) Int(dim int) int              { return r.vector[dim] }
func (r *Run) Client() *http.Client         { return r.client }
func (r *Run) Context() context.Context     { return context.Background() }
func (r *Run) T() *testing.T                { return r.t }
func (r *Run) Writer() io.Writer            { return new(bytes.Buffer) }
func (r *Run) Reader() *bufio.Reader        { return newScript(r) }
func (r *Run) Transport() http.RoundTripper { return r.client.Transport }
func (r *Run) ResponseWriter() http.ResponseWriter {
	return httptest.NewRecorder()
}

func (r *Run) Error(dim int) error {
	if r.vector[dim] == 1 {
		return errors.New("an error")
	}
	return nil
}

func (r *Run) Request() *http.Request {
	req, err := http.NewRequest("GET", r.url, nil)
	if err != nil {
		panic(err)
	}
	return req
}

const (
	patience = 5 * time.Second        // for one run
	moment   = 300 * time.Millisecond // for what a case leaves behind
	assured  = 3 * time.Second        // for the bodies of a good case, which will be closed
	workers  = 32
)

// RunAll runs every case in every way and writes a Note per response to file.
func RunAll(t *testing.T, file string) {
	servers := Servers()
	tr := &transport{base: &http.Transport{MaxIdleConnsPerHost: 50}}
	http.DefaultTransport = tr

	type job struct {
		id int
		c  Case
	}
	jobs := make(chan job)
	results := make(chan []Note)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				results <- j.c.run(t, j.id, servers, tr)
			}
		})
	}
	go func() {
		for i, c := range cases {
			jobs <- job{i, c}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	var notes []Note
	for n := range results {
		notes = append(notes, n...)
	}
	data, err := json.Marshal(notes)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// run runs the case against every server with every combination of its
// parameters' values.
func (c Case) run(t *testing.T, id int, servers []Server, tr *transport) []Note {
	var runs []*Run
	var notes []Note
	for _, s := range servers {
		for _, v := range vectors(c.Dims) {
			key := fmt.Sprintf("c%dr%d", id, len(runs))
			r := &Run{server: s, client: &http.Client{Transport: tr}, bare: c.Bare, url: s.URL + "/" + key, vector: v}
			tr.runs.Store(key, r)
			runs = append(runs, r)
			r.outcome = r.perform(t, c)
			if r.outcome == "hung" {
				notes = append(notes, Note{Case: c.Name, Server: s.Name, Vector: v, Outcome: r.outcome})
			}
		}
	}
	await(moment, func() bool { return !slices.ContainsFunc(runs, (*Run).idle) })
	limit := moment
	if c.Good {
		limit = assured
	}
	await(limit, func() bool { return !slices.ContainsFunc(runs, (*Run).open) })
	for _, r := range runs {
		r.mu.Lock()
		for _, b := range r.bodies {
			b.mu.Lock()
			n := *b.note
			b.mu.Unlock()
			b.release()
			n.Case, n.Server, n.Vector, n.Outcome, n.Results = c.Name, r.server.Name, r.vector, r.outcome, r.results
			notes = append(notes, n)
		}
		r.mu.Unlock()
	}
	return notes
}

// await waits until done, or not much longer than limit.
func await(limit time.Duration, done func() bool) {
	for end := time.Now().Add(limit); !done() && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
}

// idle reports whether the run has not got any response, and could have.
func (r *Run) idle() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.bodies) == 0 && r.server.Body
}

// open reports whether the run owes a response's close still.
func (r *Run) open() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome == "returned" && slices.ContainsFunc(r.bodies, func(b *body) bool { return !b.closed() })
}

// perform calls the case once and says how that ended.
func (r *Run) perform(t *testing.T, c Case) string {
	outcome := "exited"
	call := func() {
		defer func() {
			if outcome == "exited" && recover() != nil {
				outcome = "panicked"
			}
		}()
		c.Call(r)
		outcome = "returned"
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		if !c.Test {
			call()
			return
		}
		t.Run(fmt.Sprintf("%s/%s/%v", c.Name, r.server.Name, r.vector), func(sub *testing.T) {
			r.t = sub
			call()
		})
	}()
	select {
	case <-done:
		return outcome
	case <-time.After(patience):
		return "hung"
	}
}

// vectors returns every combination of indices below dims.
func vectors(dims []int) [][]int {
	all := [][]int{{}}
	for _, n := range dims {
		var next [][]int
		for _, v := range all {
			for i := range n {
				next = append(next, append(slices.Clone(v), i))
			}
		}
		all = next
	}
	return all
}
