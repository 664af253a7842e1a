// Package gclplugin makes respbody a module plugin of golangci-lint v2.
//
// Importing it registers the linter; golangci-lint custom does so with what
// .custom-gcl.yml says. The README shows how it is built and configured.
package gclplugin

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer"
)

func init() { register.Plugin("respbody", New) }

// New returns the plugin for what stands under linters.settings.custom.respbody.settings,
// nil if there is nothing. The settings are the flags of the analyzer by their
// names, and absent ones have the flags' defaults. An error names the setting
// that is unknown or has a value it does not take, and says which there are.
func New(settings any) (register.LinterPlugin, error) {
	values, err := register.DecodeSettings[map[string]any](settings)
	if err != nil {
		return nil, err
	}
	p := plugin(values)
	if _, err := p.build(); err != nil {
		return nil, err
	}
	return p, nil
}

// A plugin is the settings of one run of golangci-lint, by name.
type plugin map[string]any

// BuildAnalyzers returns an analyzer of its own for each call: analyzers share
// no options.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	a, err := p.build()
	if err != nil {
		return nil, err
	}
	return []*analysis.Analyzer{a}, nil
}

// GetLoadMode asks for types, which facts need as well.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// build returns an analyzer with the settings. It attaches no related
// information: golangci-lint makes an issue of each piece.
func (p plugin) build() (*analysis.Analyzer, error) {
	opts := analyzer.DefaultOptions()
	opts.Related = false
	a := analyzer.New(opts)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		f := a.Flags.Lookup(name)
		if f == nil {
			return nil, fmt.Errorf("unknown setting %q (want %s)", name, strings.Join(names(&a.Flags), ", "))
		}
		value, ok := text(p[name])
		if !ok {
			return nil, fmt.Errorf("setting %s: a value is missing or of the wrong kind", name)
		}
		if name == "nolint" {
			value = without(value, a.Name)
		}
		err := f.Value.Set(value)
		if _, isBool := f.Value.(interface{ IsBoolFlag() bool }); err != nil && isBool {
			err = errors.New("want true or false") // the flag package says no more than "parse error"
		}
		if err != nil {
			return nil, fmt.Errorf("setting %s: unknown value %q (%w)", name, value, err)
		}
	}
	return a, nil
}

// without returns a list of linters but for one. That //nolint:respbody counts is
// golangci-lint's own matter: did the analyzer obey it as well, there would be no
// issue left to suppress, and nolintlint would call the comment unused.
func without(linters, name string) string {
	list := strings.Split(linters, ",")
	list = slices.DeleteFunc(list, func(l string) bool { return strings.EqualFold(strings.TrimSpace(l), name) })
	return strings.Join(list, ",")
}

// text returns what a setting would be as a flag. A list is one with commas.
func text(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return value, true
	case bool:
		return fmt.Sprint(value), true
	case []any:
		var parts []string
		for _, part := range value {
			s, ok := part.(string)
			if !ok {
				return "", false
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, ","), true
	}
	return "", false
}

// names returns the names of the flags, sorted.
func names(flags *flag.FlagSet) []string {
	var all []string
	flags.VisitAll(func(f *flag.Flag) { all = append(all, f.Name) })
	return all
}
