package analyzer

import (
	"flag"
	"fmt"
	"slices"
	"strings"
)

// Options configure the analyzer. The zero value is not the default: start
// from DefaultOptions. Flags set them, and the settings of the golangci-lint
// plugin have the names of the flags.
type Options struct {
	// Unread says which bodies that are closed but not read to EOF are reported:
	//
	//	auto    as on for files below Go 1.27, as off from there on
	//	on      those that no path can have read to EOF
	//	strict  also those that some path, or a reader that may stop short, leaves unread
	//	off     none
	Unread string

	// Tests says whether findings in _test.go files are reported.
	Tests bool

	// CloseStyle says how fixes write a close:
	//
	//	bare     defer resp.Body.Close()
	//	closure  defer func() { _ = resp.Body.Close() }(), for code bases where
	//	         errcheck wants to see that an error is discarded
	CloseStyle string

	// Nolint names linters, separated by commas, whose //nolint comments suppress
	// findings, too: "bodyclose" for those who come from it. Such comments are
	// understood as golangci-lint does.
	Nolint string

	// Related attaches the places that belong to a finding (the exit that leaks,
	// the close that comes too late) as related information. It is no flag: go
	// vet prints them well, golangci-lint makes an issue of each.
	Related bool
}

// DefaultOptions returns the options of an analyzer that nobody configured.
func DefaultOptions() Options {
	return Options{Unread: "auto", Tests: true, CloseStyle: "bare", Related: true}
}

// Validate returns an error that names the first option with an unusable value.
func (o Options) Validate() error {
	for _, c := range o.choices() {
		if err := c.check(*c.value); err != nil {
			return fmt.Errorf("%s: unknown value %q (%v)", c.name, *c.value, err)
		}
	}
	return nil
}

// bind declares the options as flags that write into o, so that a value no
// option takes is refused when the command line is parsed.
func (o *Options) bind(flags *flag.FlagSet) {
	for _, c := range o.choices() {
		flags.Var(c, c.name, c.usage+": `"+strings.Join(c.values, "|")+"`")
	}
	flags.BoolVar(&o.Tests, "tests", o.Tests, "report findings in _test.go files")
	flags.StringVar(&o.Nolint, "nolint", o.Nolint, "honour //nolint comments for these `linters`, too, such as bodyclose")
}

// linters returns the linters whose //nolint comments count.
func (o Options) linters() []string {
	return strings.FieldsFunc(strings.ToLower(o.Nolint), func(r rune) bool { return r == ',' || r == ' ' })
}

// choices returns the options that take one of a few values.
func (o *Options) choices() []*choice {
	return []*choice{
		{&o.Unread, "unread", []string{"auto", "on", "strict", "off"}, "report bodies closed without being read to EOF"},
		{&o.CloseStyle, "close-style", []string{"bare", "closure"}, "write the closes of suggested fixes in this style"},
	}
}

// A choice is an option with a few values, as a flag.Value.
type choice struct {
	value  *string
	name   string
	values []string
	usage  string
}

// String returns the value; the flag package asks a choice without one, too.
func (c *choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

func (c *choice) Set(s string) error {
	if err := c.check(s); err != nil {
		return err
	}
	*c.value = s
	return nil
}

// check returns which values there are, unless s is one of them.
func (c *choice) check(s string) error {
	if slices.Contains(c.values, s) {
		return nil
	}
	n := len(c.values) - 1
	return fmt.Errorf("want %s or %s", strings.Join(c.values[:n], ", "), c.values[n])
}
