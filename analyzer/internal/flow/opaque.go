package flow

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// equalOpaque splits by a comparison of which only this is known: as long as
// its variables are not assigned, it has the same outcome again.
func (x *explorer) equalOpaque(s *State, a, b ast.Expr) (yes, no []*State) {
	if x.Info.Types[a].Value != nil {
		a, b = b, a
	}
	if n, ok := x.intValue(b); ok {
		if test, ok := x.statusTest(a, token.EQL, n); ok {
			return x.splitStatus(s, test)
		}
	}
	if yes, no, ok := x.byCount(s, token.EQL, a, b); ok {
		return yes, no
	}
	at, stable := x.opaque(a, b)
	if stable {
		switch s.get(at).Truth {
		case effect.True:
			return []*State{s}, nil
		case effect.False:
			return nil, []*State{s}
		}
		if s.equalsOther(at) {
			return nil, []*State{s}
		}
	}
	other := s.clone()
	if stable && s.live && len(s.env) < maxFacts {
		x.remember(s, at, effect.True, b)
		x.remember(other, at, effect.False, b)
	}
	x.equalResponse(s, a, b)
	return []*State{s}, []*State{other}
}

// remember sets the outcome of a comparison with e, unless nobody asks for it
// again.
func (x *explorer) remember(s *State, at place, outcome effect.Truth, e ast.Expr) {
	if val := (Value{Truth: outcome}); x.vars.until(at, val) >= e.End() {
		x.put(s, at, val)
	}
}

// equalsOther reports whether what is compared at a place is known to equal
// another constant.
func (s *State) equalsOther(at place) bool {
	return slices.ContainsFunc(s.env, func(b binding) bool {
		return b.at.v == at.v && b.val.Truth == effect.True && b.at.path != at.path && strings.HasPrefix(b.at.path, "==")
	})
}

// opaque returns the place where the outcome of a == b is remembered. Only
// comparisons of local variables with constants are: a field can change behind
// the function's back.
func (p *Problem) opaque(a, b ast.Expr) (at place, stable bool) {
	value := p.Info.Types[b].Value
	v := p.rootVar(a)
	if value == nil || v == nil || !p.local(v) {
		return place{}, false
	}
	if path, ok := p.pathFrom(v, a); !ok || path != "" {
		return place{}, false
	}
	return place{v: v, path: "==" + value.ExactString()}, true
}
