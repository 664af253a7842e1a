package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTwoClones checks that what was found in one clone of a module is not said
// of another one, which plain go vet takes for the same under -trimpath.
func TestTwoClones(t *testing.T) {
	env := []string{"GOFLAGS=-trimpath"}
	right := 0 // runs of plain go vet that name the files of their own clone
	for range 2 {
		o := runIn(t, consumer(t), env, "go", "vet", "-vettool="+program, "./status")
		if strings.HasPrefix(filepath.ToSlash(o.stderr), "status/status.go:20:15: ") {
			right++
		}
	}
	if right > 1 {
		t.Error("the go command is right, this test is out of date")
	}

	var outputs []string
	for range 2 {
		o := runIn(t, consumer(t), env, program, "./status")
		if o.status != statusFindings {
			t.Errorf("status %d\n%s", o.status, o.stderr)
		}
		outputs = append(outputs, filepath.ToSlash(o.stdout))
	}
	if outputs[0] != outputs[1] || !strings.HasPrefix(outputs[0], "status/status.go:20:15: ") {
		t.Errorf("the first clone\n%s\nthe second one\n%s", outputs[0], outputs[1])
	}
}

func TestPlaceFlags(t *testing.T) {
	here := goEnv{GOMOD: "/a/go.mod"}
	there := goEnv{GOMOD: "/b/go.mod"}
	trim := []string{"-trimpath=true"}
	if a, b := placeFlags(trim, here), placeFlags(trim, there); len(a) != 1 || slices.Equal(a, b) {
		t.Errorf("two places: %v and %v", a, b)
	}
	if a, b := placeFlags(trim, here), placeFlags(trim, here); !slices.Equal(a, b) {
		t.Errorf("one place: %v and %v", a, b)
	}
	for _, test := range []struct {
		build   []string
		goflags string
		want    bool
	}{
		{nil, "", false},
		{nil, "-mod=mod -trimpath", true},
		{nil, "--trimpath=true", true},
		{nil, "-trimpath=false", false},
		{[]string{"-trimpath=false"}, "-trimpath", false},
		{[]string{"-trimpath=true"}, "-trimpath=false", true},
	} {
		if got := placeFlags(test.build, goEnv{GOFLAGS: test.goflags}); (got != nil) != test.want {
			t.Errorf("%v with GOFLAGS=%s: %v", test.build, test.goflags, got)
		}
	}
}
