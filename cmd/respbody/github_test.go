package main

import (
	"strings"
	"testing"
)

// TestGitHubEscapes checks that a message and a file name reach GitHub as they
// are: a runner splits a command at commas and colons, and replaces escapes in
// the order in which they stand here.
func TestGitHubEscapes(t *testing.T) {
	unescape := func(s string, escapes ...string) string {
		for _, e := range escapes {
			code, text, _ := strings.Cut(e, "=")
			s = strings.ReplaceAll(s, code, text)
		}
		return s
	}
	for _, text := range []string{"plain", "a,b:c.go", "100%", "%0A", "%250A", "two\r\nlines", "::error::x", "%,%:"} {
		data, property := escapeData(text), escapeProperty(text)
		if strings.ContainsAny(data, "\r\n") || strings.ContainsAny(property, "\r\n,:") {
			t.Errorf("%q: %q, %q", text, data, property)
		}
		if got := unescape(data, "%0D=\r", "%0A=\n", "%25=%"); got != text {
			t.Errorf("the message %q arrives as %q", text, got)
		}
		if got := unescape(property, "%0D=\r", "%0A=\n", "%3A=:", "%2C=,", "%25=%"); got != text {
			t.Errorf("the name %q arrives as %q", text, got)
		}
	}
}
