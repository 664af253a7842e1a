package analyzer_test

import (
	"fmt"
	"strings"
)

// The sources that benchmarks and bounds are measured on.

const costHead = `package p

import (
	"errors"
	"io"
	"net/http"
)

var _, _, _ = errors.New, io.Copy, http.Get

`

// Each line of the functions without responses is of a kind that the engine
// would have to look at if there were one.
const plainFunction = `func plain%[1]d(n int, s []string) (string, error) {
	for i, v := range s {
		if i > n && v != "" {
			return v, nil
		}
	}
	defer println(n)
	f := func(v string) string { return v + "!" }
	return f("x"), errors.New("none")
}
`

// A client that does everything right, as most do.
const goodFunction = `func good%[1]d(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
`

const getResponse = `	resp, err := http.Get(u)
	if err != nil {
		return
	}
	io.ReadAll(resp.Body)
`

// A helper that closes what it is given, behind another.
const helper = `func F%[1]d(r *http.Response) { f%[1]d(r) }
func f%[1]d(r *http.Response) { r.Body.Close() }
`

// A flag that is asked once.
const flagLine = `	f%[1]d := fs[%[1]d]
	if f%[1]d {
		println()
	}
`

// lines returns a source of sources with n lines; see repeat.
func lines(head, line, tail string) func(int) string {
	return func(n int) string { return repeat(n, head, line, tail) }
}

// inOne returns a source of functions with one response and n lines between its
// reading and its close.
func inOne(parameters, line string) func(int) string {
	return lines(costHead+"func f("+parameters+") {\n"+getResponse, line, "\tresp.Body.Close()\n}\n")
}

// leakAfter returns the same without the close.
func leakAfter(parameters, line string) func(int) string {
	return lines(costHead+"func f("+parameters+") {\n"+getResponse, line, "}\n")
}

// Two kinds of branches: one that makes a difference for those after it, and one
// that ends the function.
const (
	branchLine = "\tif v == %[1]d {\n\t\tv++\n\t}\n"
	returnLine = "\tif v == %[1]d {\n\t\treturn\n\t}\n"
)

// scoped returns a function with n responses, one after the other.
func scoped(n int) string {
	return repeat(n, costHead+"func f(u string) {\n", `
	if resp, err := http.Get(u); err == nil {
		io.ReadAll(resp.Body)
		resp.Body.Close()
		println(%[1]d)
	}
`, "}\n")
}

// deferred returns a function with n responses that are all closed at its end.
func deferred(n int) string {
	return repeat(n, costHead+"func f(u string) {\n", `
	r%[1]d, err := http.Get(u)
	if err != nil {
		return
	}
	defer r%[1]d.Body.Close()
	io.ReadAll(r%[1]d.Body)
`, "}\n")
}

// options returns a client as generators write them: each of n options of a
// request is looked at once before it is sent.
func options(n int) string {
	return repeat(n, costHead+"type request struct {\n\tu string\n\tbody io.Reader\n", "\tF%[1]d bool\n", "}\n") +
		repeat(n, "func (r request) Do(params map[string]string) (*http.Response, error) {\n",
			"\tif r.F%[1]d {\n\t\tparams[\"%[1]d\"] = \"true\"\n\t}\n", `
	req, err := http.NewRequest("GET", r.u, r.body)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
`)
}

// chain returns n helpers, each of which calls the next.
func chain(n int) string {
	return repeat(n, costHead+"func F(r *http.Response) { F0(r) }\n",
		"func F%[1]d(r *http.Response) { F%[2]d(r) }\n",
		fmt.Sprintf("func F%d(r *http.Response) { r.Body.Close() }\n", n))
}

// ring returns n helpers, each of which closes or calls the next, and the last
// of which calls the first.
func ring(n int) string {
	const helper = `func F%[1]d(r *http.Response, n int) {
	if n == 0 {
		r.Body.Close()
		return
	}
	F%[2]d(r, n-1)
}
`
	return repeat(n-1, costHead, helper, fmt.Sprintf(helper, n-1, 0))
}

// knot returns n helpers, each of which calls every one.
func knot(n int) string {
	var s strings.Builder
	s.WriteString(costHead)
	for i := range n {
		s.WriteString(repeat(n, fmt.Sprintf("func F%d(r *http.Response, n int) {\n\tswitch n {\n", i),
			"\tcase %[1]d:\n\t\tF%[1]d(r, n-1)\n", "\tdefault:\n\t\tr.Body.Close()\n\t}\n}\n"))
	}
	return s.String()
}
