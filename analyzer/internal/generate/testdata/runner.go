// The runner calls every program of the table with every vector of values, on
// answers of every kind, and prints what became of each response. Its answers
// come from memory and behave as those of the servers in testdata/wire, which
// run a sample of the programs; here they are a thousand times faster.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"time"
)

// A program is a row of the table.
type program struct {
	name  string
	dims  []int
	tries [][]string // the answers to its first request, to its second, …; those beyond get the last one again
	call  func(e *env, v []int)
}

// A site is what was seen of the responses that one place in a program asked
// for: in which run the first was left open, the first closed short of EOF, the
// first read to EOF, the first read after it was closed.
type site struct {
	Open, Short, Full, Late string
	Twice                   bool // some run closed one again
	Crashed                 bool // a run that ran into a panic left one open, or unread
	Lost                    bool // a run that ended in a panic, as the program asks, left one open
	Spent                   bool // a run that ended in a panic read one to EOF
	Returned                bool // not every run with such a response ended in a panic
}

// A report is what is printed of a program.
type report struct {
	Name  string
	Sites map[string]*site
	Runs  int
	Hung  bool // the last run did not come to its end
}

func main() {
	out := json.NewEncoder(os.Stdout)
	current := make(chan report, 1)
	first, _ := strconv.Atoi(os.Args[1])
	patience, _ := time.ParseDuration(os.Args[2])
	for _, p := range table[first:] {
		go func() { current <- p.report() }()
		select {
		case r := <-current:
			out.Encode(r)
		case <-time.After(patience):
			out.Encode(report{Name: p.name, Hung: true})
		}
	}
}

// report runs a program with every vector on every sequence of answers that it
// asks for.
func (p program) report() report {
	r := report{Name: p.name, Sites: map[string]*site{}}
	for _, v := range vectors(p.dims) {
		r.explore(p, v, nil)
	}
	return r
}

// explore runs a program with answers that begin in a given way and, if it asks
// for more, goes on with every answer that makes a difference there.
func (r *report) explore(p program, v []int, begin []answer) {
	for _, name := range p.tries[len(begin)] {
		given := append(begin[:len(begin):len(begin)], parse(name))
		e := newEnv(given)
		outcome := e.perform(p, v)
		r.Runs++
		if e.asked > len(given) && len(given) < len(p.tries) {
			r.explore(p, v, given)
			continue
		}
		what := fmt.Sprint(given, v)
		for _, body := range e.bodies {
			s := r.Sites[body.site]
			if s == nil {
				s = &site{}
				r.Sites[body.site] = s
			}
			s.add(body, outcome, what)
		}
	}
}

// add notes what became of a body. What a run that ends in a panic leaves open
// is nobody's fault, and what it reads says nothing of the others.
func (s *site) add(b *body, outcome, what string) {
	note := func(at *string) {
		if *at == "" {
			*at = what
		}
	}
	s.Returned = s.Returned || outcome == "returned"
	s.Crashed = s.Crashed || outcome == "crashed" && !(b.closed && b.eof)
	s.Lost = s.Lost || !b.closed && outcome == "panicked"
	s.Twice = s.Twice || b.twice
	switch {
	case !b.closed && outcome == "returned":
		note(&s.Open)
	case b.handed && b.status != http.StatusNoContent && outcome == "returned":
		note(&s.Full)
	case b.drains && b.eof && outcome == "returned":
		note(&s.Full)
	case b.drains && b.eof:
		s.Spent = true
	case b.drains && b.closed && outcome == "returned":
		note(&s.Short)
	}
	if b.late {
		note(&s.Late)
	}
}

// vectors returns every combination of values below dims.
func vectors(dims []int) [][]int {
	all := [][]int{{}}
	for _, n := range dims {
		var next [][]int
		for _, v := range all {
			for i := range n {
				next = append(next, append(v[:len(v):len(v)], i))
			}
		}
		all = next
	}
	return all
}

// An env is what one run has to do with.
type env struct {
	url       string
	client    *http.Client
	transport http.RoundTripper
	keeper    *keeper
	answers   []answer
	bodies    []*body
	asked     int
}

func newEnv(answers []answer) *env {
	e := &env{url: "http://server.test", answers: answers}
	e.transport = e
	e.client = &http.Client{Transport: e}
	e.keeper = &keeper{
		ch:      make(chan *http.Response, 100),
		byName:  map[string]*http.Response{},
		take:    func(r *http.Response) { settle(r) },
		closing: func(c io.Closer) { settle(c) },
		lend:    func(r io.Reader) { io.Copy(io.Discard, r) },
	}
	e.keeper.later = func(f func()) {
		if answers[0].split { // perhaps at once, perhaps later
			f()
			return
		}
		e.keeper.fns = append(e.keeper.fns, f)
	}
	http.DefaultTransport = e
	recovered = nil
	return e
}

// perform calls the program once and says how that ended.
func (e *env) perform(p program, v []int) (outcome string) {
	defer func() {
		if x := recover(); x != nil {
			recovered = x
		}
		outcome = outcomeOf(recovered)
	}()
	p.call(e, v)
	e.settle(e.keeper)
	return ""
}

// outcomeOf tells a panic that the program asks for from one that it runs into.
func outcomeOf(x any) string {
	switch x.(type) {
	case nil:
		return "returned"
	case runtime.Error:
		return "crashed"
	}
	return "panicked"
}

// settle does with what a program hands out what a correct caller does.
func (e *env) settle(results ...any) {
	was := map[*body]bool{}
	for _, b := range e.bodies {
		was[b] = b.closed
	}
	for _, v := range results {
		settle(v)
	}
	for _, b := range e.bodies {
		b.handed = b.handed || b.closed && !was[b]
	}
}

func settle(v any) {
	switch v := v.(type) {
	case *http.Response:
		if v != nil {
			settle(v.Body)
		}
	case *Result:
		if v != nil {
			settle(v.Resp)
		}
	case *keeper:
		settleKeeper(v)
	case func():
		if v != nil {
			v()
		}
	case func() error:
		if v != nil {
			v()
		}
	case io.Closer:
		if r, ok := v.(io.Reader); ok {
			io.Copy(io.Discard, r)
		}
		v.Close()
	}
}

func settleKeeper(k *keeper) {
	settle(k.resp)
	if k.body != nil {
		settle(k.body)
	}
	for _, f := range k.fns {
		f()
	}
	for _, r := range k.list {
		settle(r)
	}
	for _, r := range k.byName {
		settle(r)
	}
	for len(k.ch) > 0 {
		settle(<-k.ch)
	}
}
