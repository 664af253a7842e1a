package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"time"
)

// A progress tells a person at a terminal that the go command is at work, in one
// line that is erased afterwards.
type progress struct {
	w          io.Writer
	stop       chan struct{}
	interrupts chan os.Signal
	done       sync.WaitGroup

	mu       sync.Mutex
	packages int
	rest     []byte // the beginning of a line that is not complete
}

// startProgress shows that something is going on after a moment, and then every
// while.
func startProgress(w io.Writer, patience, interval time.Duration) *progress {
	p := &progress{w: w, stop: make(chan struct{}), interrupts: make(chan os.Signal, 1)}
	signal.Notify(p.interrupts, os.Interrupt)
	start := time.Now()
	p.done.Go(func() {
		wait := time.NewTimer(patience)
		defer wait.Stop()
		shown := false
		erase := func() {
			if shown {
				fmt.Fprint(p.w, "\r\x1b[K")
			}
		}
		for {
			select {
			case <-p.stop:
				erase()
				return
			case <-p.interrupts:
				erase()
				dieOfInterrupt()
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
	signal.Stop(p.interrupts)
	select {
	case <-p.interrupts: // which has ended the go command, too, and that was faster
		dieOfInterrupt()
	default:
	}
}

// dieOfInterrupt ends the program as the interrupt would have, for shells ask what
// a program has died of.
func dieOfInterrupt() {
	signal.Reset(os.Interrupt)
	if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(os.Interrupt) == nil {
		time.Sleep(time.Second) // it is on its way
	}
	os.Exit(statusFailed) // where a program cannot interrupt itself
}
