package model

import "go/types"

// A How says when a function runs a function it is given.
type How uint8

const (
	// Now: before the call returns, perhaps several times.
	Now How = iota
	// Deferred: certainly, when the test or the program's scope ends.
	Deferred
	// Go: on its own, some time, perhaps never.
	Go
)

// A callback names the parameter that a function runs, and when.
type callback struct {
	param int
	how   How
}

// lastFunc stands for the last parameter that is a function.
const lastFunc = -1

// Callback says which parameter of fn is run by fn, and how.
func (l *Library) Callback(fn *types.Func) (param int, how How, ok bool) {
	c := l.callbacks.find(fn)
	if c == nil {
		return 0, 0, false
	}
	if c.param != lastFunc {
		return c.param, c.how, true
	}
	params := fn.Signature().Params()
	for i := params.Len() - 1; i >= 0; i-- {
		if _, ok := params.At(i).Type().Underlying().(*types.Signature); ok {
			return i, c.how, true
		}
	}
	return 0, 0, false
}

// callbackRows returns the functions of a package that run a parameter.
func callbackRows(path string) []named[callback] {
	now, later := callback{lastFunc, Now}, callback{lastFunc, Go}
	switch path {
	case "bytes", "container/ring", "go/ast", "io/fs", "maps", "math/rand", "math/rand/v2",
		"path/filepath", "regexp", "slices", "sort", "strings":
		return each(now, "*")
	case "context":
		return each(later, "AfterFunc")
	case "log/slog":
		return each(now, "(Record).Attrs")
	case "net/http":
		return each(later, "HandleFunc", "(*ServeMux).HandleFunc", "(*Server).RegisterOnShutdown")
	case "os":
		return each(now, "Expand")
	case "runtime":
		return each(callback{1, Go}, "AddCleanup", "SetFinalizer")
	case "runtime/pprof":
		return each(now, "Do", "ForLabels")
	case "runtime/trace":
		return each(now, "WithRegion")
	case "sync":
		return append(each(now, "(*Map).Range", "(*Once).Do"), each(later, "(*WaitGroup).Go")...)
	case "testing":
		return testingCallbacks()
	case "testing/synctest":
		return each(now, "Test")
	case "time":
		return each(later, "AfterFunc")
	}
	return moduleCallbacks(path)
}

func testingCallbacks() []named[callback] {
	return []named[callback]{
		{"AllocsPerRun", callback{1, Now}},
		{"Benchmark", callback{0, Now}},
		{"(*B).Run", callback{1, Now}},
		{"(*B).RunParallel", callback{0, Now}}, // in goroutines, and waits for them
		{"(*F).Fuzz", callback{0, Now}},
		{"(*T).Run", callback{1, Now}}, // up to its call of Parallel, if there is one
		{"(*common).Cleanup", callback{0, Deferred}},
		{"(TB).Cleanup", callback{0, Deferred}},
	}
}

// moduleCallbacks is the part of callbackRows about other modules.
func moduleCallbacks(path string) []named[callback] {
	now, later := callback{lastFunc, Now}, callback{lastFunc, Go}
	switch path {
	case "golang.org/x/sync/errgroup":
		return each(later, "(*Group).Go", "(*Group).TryGo")
	case "golang.org/x/sync/singleflight":
		return append(each(now, "(*Group).Do"), each(later, "(*Group).DoChan")...)
	case "github.com/sourcegraph/conc":
		return each(later, "(*WaitGroup).Go")
	case "github.com/sourcegraph/conc/pool":
		return each(later,
			"(*Pool).Go", "(*ContextPool).Go", "(*ErrorPool).Go",
			"(*ResultPool).Go", "(*ResultContextPool).Go", "(*ResultErrorPool).Go")
	case "github.com/cenkalti/backoff", "github.com/cenkalti/backoff/v4":
		return each(callback{0, Now}, "Retry", "RetryNotify", "RetryNotifyWithTimer")
	case "github.com/cenkalti/backoff/v5":
		return each(callback{1, Now}, "Retry")
	case "github.com/avast/retry-go", "github.com/avast/retry-go/v4":
		return each(callback{0, Now}, "Do")
	case "k8s.io/apimachinery/pkg/util/wait": // they poll until the function is content
		return append(each(now, "*"), each(later, "(*Group).Start", "(*Group).StartWithChannel", "(*Group).StartWithContext")...)
	case "k8s.io/client-go/util/retry":
		return each(now, "OnError", "RetryOnConflict")
	}
	return testCallbacks(path)
}

// testCallbacks is the part of callbackRows about test libraries. A function
// that is expected to panic is not among them: what it does to a body ends at
// the panic.
func testCallbacks(path string) []named[callback] {
	now := callback{lastFunc, Now}
	switch path {
	case "github.com/stretchr/testify/assert", "github.com/stretchr/testify/require":
		var rows []named[callback]
		for _, name := range []string{"Condition", "Eventually", "EventuallyWithT", "Never", "NotPanics"} {
			rows = append(rows, each(now, spellings(name)...)...)
		}
		return rows
	case "github.com/stretchr/testify/suite":
		return each(now, "(*Suite).Run")
	case "github.com/frankban/quicktest":
		return append(each(now, "(*C).Run"), each(callback{0, Deferred}, "(*C).Defer")...)
	case "github.com/onsi/ginkgo", "github.com/onsi/ginkgo/v2":
		return each(callback{0, Deferred}, "DeferCleanup")
	}
	return nil
}
