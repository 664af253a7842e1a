package gclplugin

import (
	"flag"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/respbody/respbody/analyzer"
)

// testdata/golangci runs the plugin in golangci-lint itself. Here is what can be
// seen without it.

func TestRegistered(t *testing.T) {
	create, err := register.GetPlugin("respbody")
	if err != nil {
		t.Fatal(err)
	}
	p, err := create(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", got)
	}
	// Messages of an analyzer with another name than the linter's get a prefix.
	if a := build(t, p); a.Name != "respbody" {
		t.Errorf("the analyzer is called %q", a.Name)
	}
}

func TestSettings(t *testing.T) {
	type settings = map[string]any
	for _, test := range []struct {
		name string
		in   any
		want string // the flags that differ from their default
	}{
		{"none", nil, ""},
		{"empty", settings{}, ""},
		{"one", settings{"unread": "strict"}, "unread=strict"},
		{"all", settings{"unread": "off", "tests": false, "close-style": "closure"}, "close-style=closure tests=false unread=off"},
		{"a list", settings{"nolint": []any{"bodyclose", "bodyeof"}}, "nolint=bodyclose,bodyeof"},
		{"what golangci-lint does itself", settings{"nolint": "bodyclose,Respbody"}, "nolint=bodyclose"},
		{"nothing but that", settings{"nolint": []any{"respbody"}}, ""},
		{"a bool in quotes", settings{"tests": "false"}, "tests=false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := New(test.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := changed(&build(t, p).Flags); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBadSettings(t *testing.T) {
	type settings = map[string]any
	for _, test := range []struct {
		name string
		in   any
		want []string // parts of the message
	}{
		{"unknown", settings{"unraed": "on"}, []string{`"unraed"`, "close-style, nolint, tests, unread"}},
		{"not one of its values", settings{"unread": "sometimes"}, []string{"unread", `"sometimes"`, "auto, on, strict or off"}},
		{"a bool for a choice", settings{"unread": true}, []string{"unread", `"true"`, "auto, on, strict or off"}},
		{"a choice for a bool", settings{"tests": "some"}, []string{"tests", `"some"`, "true or false"}},
		{"no value", settings{"nolint": nil}, []string{"nolint", "missing"}},
		{"a number", settings{"nolint": 1}, []string{"nolint", "wrong kind"}},
		{"a list of numbers", settings{"nolint": []any{1}}, []string{"nolint", "wrong kind"}},
		{"a list of values", settings{"unread": []any{"on", "strict"}}, []string{"unread", `"on,strict"`, "auto, on, strict or off"}},
		{"not for users", settings{"related": true}, []string{`"related"`}},
		{"no mapping", []any{"unread"}, []string{"settings"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(test.in)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %s", err, part)
				}
			}
		})
	}
}

// TestSettingsAreFlags checks that the plugin takes every flag there is, at its
// default.
func TestSettingsAreFlags(t *testing.T) {
	analyzer.New(analyzer.DefaultOptions()).Flags.VisitAll(func(f *flag.Flag) {
		if _, err := New(map[string]any{f.Name: f.DefValue}); err != nil {
			t.Error(err)
		}
	})
}

// TestFreshAnalyzers checks that nothing done to one analyzer reaches another.
func TestFreshAnalyzers(t *testing.T) {
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	one := build(t, p)
	if err := one.Flags.Set("unread", "off"); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*analysis.Analyzer{build(t, p), analyzer.Analyzer} {
		if got := changed(&other.Flags); got != "" {
			t.Errorf("another analyzer has %s", got)
		}
	}
}

func build(t *testing.T, p register.LinterPlugin) *analysis.Analyzer {
	t.Helper()
	all, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 {
		t.Fatalf("%d analyzers", len(all))
	}
	return all[0]
}

// changed lists the flags that do not have the default of the analyzer.
func changed(flags *flag.FlagSet) string {
	defaults := analyzer.New(analyzer.DefaultOptions()).Flags
	var all []string
	flags.VisitAll(func(f *flag.Flag) {
		if value := f.Value.String(); value != defaults.Lookup(f.Name).DefValue {
			all = append(all, f.Name+"="+value)
		}
	})
	return strings.Join(all, " ")
}
