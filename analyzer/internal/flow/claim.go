package flow

import (
	"go/ast"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// claim executes a test assertion. A claim that contradicts what is known ends
// the path, whether or not the test goes on, for a test that expects an error
// expects no body either.
func (x *explorer) claim(s *State, call *ast.CallExpr, c Claim) []*State {
	s.setResult(call, make([]Value, resultCount(x.Info, call)))
	yes, no := x.claimed(s, c)
	if len(yes) == 0 || c.Fatal {
		return yes
	}
	if c.Tells {
		tell(yes, call, effect.True)
		tell(no, call, effect.False)
	}
	return append(yes, no...)
}

// claimed splits a state by whether a claim holds.
func (x *explorer) claimed(s *State, c Claim) (yes, no []*State) {
	switch c.Is {
	case effect.True:
		return x.recond(s, c.Of)
	case effect.False:
		no, yes = x.recond(s, c.Of)
		return yes, no
	case effect.Nil:
		return x.split(s, c.Of, effect.Nil, effect.NonNil)
	}
	return x.split(s, c.Of, c.Is, effect.Nil)
}

func tell(states []*State, call *ast.CallExpr, t effect.Truth) {
	for _, s := range states {
		s.setResult(call, []Value{{Truth: t}})
	}
}
