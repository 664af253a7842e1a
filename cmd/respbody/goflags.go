package main

import (
	"flag"
	"fmt"
	"strings"
)

// takeGOFLAGS applies the flags of the analyzer that GOFLAGS carries and the
// command line does not, and returns GOFLAGS without any of them.
func (inv *invocation) takeGOFLAGS(goflags string) (rest string, err error) {
	explicit := make(map[string]bool)
	for _, name := range inv.tool {
		explicit[name] = inv.isSet(name)
	}
	var kept []string
	for _, field := range strings.Fields(goflags) {
		name, value, hasValue := strings.Cut(strings.TrimLeft(field, "-"), "=")
		isExplicit, isTool := explicit[name]
		switch {
		case !isTool:
			kept = append(kept, field)
			continue
		case isExplicit:
			continue
		case !hasValue:
			value = "true"
		}
		if err := inv.flags.Set(name, value); err != nil {
			return "", fmt.Errorf("invalid value %q for flag -%s in GOFLAGS: %v", value, name, err)
		}
	}
	if len(kept) == len(strings.Fields(goflags)) {
		return goflags, nil // as it was, quotes and all
	}
	return strings.Join(kept, " "), nil
}

// isSet reports whether the command line gives a flag a value.
func (inv *invocation) isSet(name string) bool {
	found := false
	inv.flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}
