package analyzer

import (
	"flag"
	"fmt"
)

// Options configure the analyzer. The zero value is not the default: start
// from DefaultOptions. The JSON names are the settings of the golangci-lint
// plugin; the flags have the same names.
type Options struct {
	// Unread says which bodies that are closed but not read to EOF are reported:
	//
	//	auto    as on for files below Go 1.27, as off from there on
	//	on      those that no path can have read to EOF
	//	strict  also those that some path, or a reader that may stop short, leaves unread
	//	off     none
	Unread string `json:"unread"`

	// Tests says whether findings in _test.go files are reported.
	Tests bool `json:"tests"`

	// Related attaches the places that belong to a finding (the exit that leaks,
	// the close that comes too late) as related information. It is no flag: go
	// vet prints them well, golangci-lint makes an issue of each.
	Related bool `json:"-"`
}

// DefaultOptions returns the options of an analyzer that nobody configured.
func DefaultOptions() Options {
	return Options{Unread: "auto", Tests: true, Related: true}
}

// Validate returns an error that names the first option with an unusable value.
func (o Options) Validate() error {
	switch o.Unread {
	case "auto", "on", "strict", "off":
		return nil
	}
	return fmt.Errorf("unread: unknown value %q (want auto, on, strict or off)", o.Unread)
}

// bind declares the options as flags that write into o, so that a value no
// option takes is refused when the command line is parsed.
func (o *Options) bind(flags *flag.FlagSet) {
	flags.Var((*unreadFlag)(&o.Unread), "unread", "report bodies closed without being read to EOF: `auto|on|strict|off`")
	flags.BoolVar(&o.Tests, "tests", o.Tests, "report findings in _test.go files")
}

// An unreadFlag is the Unread option as a flag.Value.
type unreadFlag string

func (f *unreadFlag) String() string { return string(*f) }

func (f *unreadFlag) Set(s string) error {
	if err := (Options{Unread: s}).Validate(); err != nil {
		return fmt.Errorf("want auto, on, strict or off")
	}
	*f = unreadFlag(s)
	return nil
}
