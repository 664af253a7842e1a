package generate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed testdata/common.go
var common string

//go:embed testdata/runner.go
var runner string

//go:embed testdata/answers.go
var answers string

// imports are what programs use.
var imports = []string{
	"bufio", "bytes", "context", "encoding/json", "errors", "fmt", "io", "net/http", "net/http/httputil", "net/url", "strings", "sync",
}

// header declares the package of the programs; it imports all they may use.
func header() string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n")
	for _, path := range imports {
		fmt.Fprintf(&b, "\t%q\n", path)
	}
	b.WriteString(")\n\nvar (\n\t_ bufio.Reader\n\t_ bytes.Buffer\n\t_ context.Context\n\t_ json.Decoder\n\t_ = errors.New\n\t_ = fmt.Errorf\n" +
		"\t_ io.Reader\n\t_ http.Client\n\t_ = httputil.DumpResponse\n\t_ url.Error\n\t_ strings.Builder\n\t_ sync.Once\n)\n\n")
	return b.String()
}

// A Batch is a number of programs in one package.
type Batch struct {
	Programs []*Program
	Starts   []int // the line on which each begins
}

// Name returns what the i-th program of a batch is called.
func Name(i int) string { return fmt.Sprintf("p%d", i) }

// Files returns the files that are analysed, by name: the programs and what they
// have in common.
func (b *Batch) Files() map[string]string {
	var text strings.Builder
	text.WriteString(header())
	b.Starts = b.Starts[:0]
	at := 1 + strings.Count(text.String(), "\n")
	for i, p := range b.Programs {
		b.Starts = append(b.Starts, at)
		source := p.Source(Name(i))
		text.WriteString(source)
		at += strings.Count(source, "\n")
	}
	return map[string]string{"common.go": common, "programs.go": text.String()}
}

// RunnerFiles returns the files that, with the others, make a command which runs
// the programs and prints a Report of each as JSON.
func (b *Batch) RunnerFiles() map[string]string {
	var table strings.Builder
	table.WriteString("package main\n\nvar table = []program{\n")
	for i, p := range b.Programs {
		table.WriteString(p.Row(Name(i)))
	}
	table.WriteString("}\n")
	return map[string]string{"runner.go": runner, "answers.go": answers, "table.go": table.String(), "go.mod": "module programs\n\ngo 1.26\n"}
}

// At returns the program that a line of programs.go belongs to, and the line in
// its source, counted from 1.
func (b *Batch) At(line int) (program, within int) {
	i, found := slices.BinarySearch(b.Starts, line)
	if !found {
		i--
	}
	if i < 0 {
		return -1, 0
	}
	return i, 1 + line - b.Starts[i]
}

// Imports returns the packages that a batch imports.
func Imports() []string { return append([]string{"net/http", "os", "time"}, imports...) }
