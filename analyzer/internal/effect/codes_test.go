package effect_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

func TestCodes(t *testing.T) {
	ok, bad := effect.Between(200, 299), effect.AtLeast(400)
	for _, c := range []struct {
		what      string
		got, want effect.Codes
	}{
		{"all and some", effect.Codes(nil).And(ok), ok},
		{"some and all", ok.And(nil), ok},
		{"all and all", effect.Codes(nil).And(nil), nil},
		{"apart", ok.And(bad), effect.Codes{}},
		{"overlapping", ok.And(effect.Between(204, 304)), effect.Codes{{From: 204, To: 299}}},
		{"not", ok.Not(), effect.Codes{{From: 0, To: 199}, {From: 300, To: math.MaxInt16}}},
		{"not open above", bad.Not(), effect.Codes{{From: 0, To: 399}}},
		{"not not", ok.Not().Not(), ok},
		{"not all", effect.Codes(nil).Not(), effect.Codes{}},
		{"not none", effect.Codes{}.Not(), nil},
		{"side by side", effect.Between(200, 299).Or(effect.Between(300, 399)), effect.Codes{{From: 200, To: 399}}},
		{"one or the other", ok.Or(bad), effect.Codes{{From: 200, To: 299}, {From: 400, To: math.MaxInt16}}},
		{"everything together", ok.Or(ok.Not()), nil},
		{"upside down", effect.Between(2, 1), effect.Codes{}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	for want, c := range map[string]effect.Codes{
		"any": nil, "": {}, "200-299": ok, "up to 199, from 300": ok.Not(), "204, from 400": effect.Between(204, 204).Or(bad),
	} {
		if got := c.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if effect.Codes(nil).None() || ok.None() || !(effect.Codes{}).None() {
		t.Error("None is wrong")
	}
}
