package main

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"time"
)

// A progress tells a person at a terminal that the go command is at work, in one
// line that is erased afterwards.
type progress struct {
	w    io.Writer
	stop chan struct{}
	done sync.WaitGroup

	mu       sync.Mutex
	packages int
	rest     []byte // the beginning of a line that is not complete
}

// startProgress shows that something is going on after a moment, and then every
// while.
func startProgress(w io.Writer, patience, interval time.Duration) *progress {
	p := &progress{w: w, stop: make(chan struct{})}
	start := time.Now()
	p.done.Go(func() {
		wait := time.NewTimer(patience)
		defer wait.Stop()
		shown := false
		for {
			select {
			case <-p.stop:
				if shown {
					fmt.Fprint(p.w, "\r\x1b[K")
				}
				return
			case now := <-wait.C:
				fmt.Fprintf(p.w, "\r\x1b[K%s", p.line(now.Sub(start)))
				shown = true
				wait.Reset(interval)
			}
		}
	})
	return p
}

func (p *progress) line(elapsed time.Duration) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.packages == 0 {
		return fmt.Sprintf("respbody: loading packages, %.0f s", elapsed.Seconds())
	}
	return fmt.Sprintf("respbody: %s checked, %.0f s", plural(p.packages, "package"), elapsed.Seconds())
}

// Write counts the documents in the output of go vet -json, one for every package.
func (p *progress) Write(output []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rest = append(p.rest, output...)
	for {
		line, rest, complete := bytes.Cut(p.rest, []byte("\n"))
		if !complete {
			return len(output), nil
		}
		if line = bytes.TrimRight(line, "\r"); string(line) == "{" || string(line) == "{}" {
			p.packages++
		}
		p.rest = rest
	}
}

// end erases the line.
func (p *progress) end() {
	close(p.stop)
	p.done.Wait()
}
