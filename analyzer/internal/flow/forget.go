package flow

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/track"
)

// forgetVar drops what is known of a number that changes.
func (x *explorer) forgetVar(s *State, e ast.Expr) {
	if v := x.rootVar(e); v != nil {
		x.forgetFields(s, v, "")
	}
}

// forgetShared drops what is known of fields that a call may change: those that
// are reached through a pointer.
func (x *explorer) forgetShared(s *State) {
	for p, id := range x.ids {
		v, ok := p.node.(*types.Var)
		if !ok || p.path == "" || isStruct(v.Type()) || track.IsResponse(v.Type()) {
			continue
		}
		if _, pointer := v.Type().Underlying().(*types.Pointer); pointer {
			s.set(id, nil, Value{})
		}
	}
}

// forgetFields drops what is known of the fields of a variable at and below a
// path.
func (x *explorer) forgetFields(s *State, v *types.Var, path string) {
	for p, id := range x.ids {
		if p.node == v && p.path != "" && (path == "" || p.path == path || strings.HasPrefix(p.path, path+".")) {
			s.set(id, nil, Value{})
		}
	}
}
