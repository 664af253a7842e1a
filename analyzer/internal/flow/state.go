package flow

import (
	"encoding/binary"
	"go/ast"
	"go/token"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A State is what is known at one point of one path: whether the obligation
// exists, what has become of it, and what the variables have to do with it.
//
// The lattice is the powerset of states, ordered by inclusion: what may hold at
// a point is a set of states, join is union, a branch keeps the states that
// agree with its condition. It is a may analysis: a body is reported when some
// state leaves it open, so a must analysis, which forgets on which path that
// was, would be wrong both ways. Because a state keeps its variables together
// with its status, what an error or a flag says about the body is never lost in
// a join: the error that was nil when the body came is nil in that state.
//
// A state follows one instance of the obligation. When a loop reaches the
// creating call again, one state goes on with the old instance and another
// begins with the new one.
type State struct {
	live   bool           // the obligation exists
	status effect.Status  // meaningful if live
	late   effect.Reading // reads deferred by this frame after its last deferred close
	env    []binding      // sorted by id, without zero values; see own
	shared bool           // another state may have the same env
	defers []*ast.FuncLit // registered literals of this frame, oldest first
	under  int            // how many of them were there when a close was deferred: they run after it
	lateAt int            // how many of them were there when the late reads were deferred
	temps  []temp         // results of the calls of the current node
	held   []Value        // values that enclosing frames hold while a literal runs

	failed   bool         // a test has been marked as failed
	empty    bool         // the response has no body to read
	codes    effect.Codes // what its status may be, as long as somebody asks
	lost     Loss         // how the last handle was dropped with the body open
	lostAt   token.Pos
	detached bool // the body was replaced in the response that led to it
	loose    bool // the deferred close is of whatever body the response has then
	readLate bool // the body was read when it was closed already

	// What follows tells how the state came about and is no part of its identity.
	born     bool      // the obligation was created by the current node
	why      Why       // who has the body, if it is gone
	captured bool      // the body was handed to a variable of an enclosing function
	dropped  Loss      // how a handle was dropped last
	blurred  bool      // something has been forgotten for there were too many states
	closedAt token.Pos // the close, or its defer statement
	trail    *Trail
}

type binding struct {
	id  int
	at  place
	val Value

	until token.Pos // beyond this position nothing depends on it; see variables.until
}

// A temp holds what a call of the current node returned.
type temp struct {
	expr ast.Expr // a call, or a condition used as a value
	vals []Value
}

func (s *State) clone() *State {
	s.shared = true
	c := *s
	c.defers, c.temps = slices.Clip(s.defers), slices.Clip(s.temps)
	return &c
}

// own makes env the state's own, to be changed: most clones never change theirs.
func (s *State) own() {
	if s.shared {
		s.env = slices.Clone(s.env)
		s.shared = false
	}
}

// drop removes what is known of the places that match.
func (s *State) drop(match func(binding) bool) {
	if slices.ContainsFunc(s.env, match) {
		s.own()
		s.env = slices.DeleteFunc(s.env, match)
	}
}

func (s *State) get(at place) Value {
	for i := range s.env { // they are few
		if s.env[i].at == at {
			return s.env[i].val
		}
	}
	return Value{}
}

func (s *State) set(id int, at place, val Value, until token.Pos) {
	i, ok := slices.BinarySearchFunc(s.env, id, func(b binding, id int) int { return b.id - id })
	switch {
	case ok && val.zero():
		s.own()
		s.env = slices.Delete(s.env, i, i+1)
	case ok:
		s.own()
		s.env[i].val, s.env[i].until = val, until
	case !val.zero():
		s.own()
		s.env = slices.Insert(s.env, i, binding{id, at, val, until})
	}
}

// outlive drops what nothing depends on from a position on. Handles stay: that
// they are lost is for the exit to tell.
func (s *State) outlive(pos token.Pos) {
	s.drop(func(b binding) bool { return b.until < pos && !b.val.leads() })
}

// reachable reports whether some variable still leads to the obligation in a
// way that lets it be closed.
func (s *State) reachable() bool {
	return slices.ContainsFunc(s.env, func(b binding) bool { return b.val.closes() }) ||
		slices.ContainsFunc(s.held, Value.closes)
}

// leadsFrom reports whether something that leads to the obligation is used from a
// position on.
func (s *State) leadsFrom(pos token.Pos) bool {
	return slices.ContainsFunc(s.env, func(b binding) bool { return b.val.leads() && b.until >= pos }) ||
		slices.ContainsFunc(s.held, Value.leads)
}

// matters reports whether anything that the state knows is used from a position
// on: if not, there is nothing more to learn on its way.
func (s *State) matters(pos token.Pos) bool {
	return len(s.held) > 0 || slices.ContainsFunc(s.env, func(b binding) bool { return b.until >= pos })
}

// begin returns the state in which another instance of the obligation has just
// been created: what is known of variables, and what is deferred and held, stays;
// what leads to the instance before, and what has become of that, is forgotten.
func (s *State) begin() *State {
	c := s.clone()
	if c.live {
		c.forget()
	}
	return &State{
		live: true, born: true, blurred: c.blurred,
		env: c.env, shared: c.shared, defers: c.defers, temps: c.temps, held: c.held,
	}
}

// forget drops every handle.
func (s *State) forget() {
	s.own()
	for i := range s.env {
		s.env[i].val.Handles = nil
	}
	s.drop(func(b binding) bool { return b.val.zero() })
}

// result returns what a call or condition of the current node has yielded, nil
// if nothing is known of it.
func (s *State) result(e ast.Expr) []Value {
	for _, t := range s.temps {
		if t.expr == e {
			return t.vals
		}
	}
	return nil
}

func (s *State) setResult(e ast.Expr, vals []Value) {
	s.temps = slices.DeleteFunc(slices.Clone(s.temps), func(t temp) bool { return t.expr == e })
	s.temps = append(s.temps, temp{e, vals})
}

// key returns the identity of the state: equal keys, equal futures.
func (s *State) key() string { return string(s.appendKey(nil)) }

// appendKey appends the key of the state to b.
func (s *State) appendKey(b []byte) []byte {
	b = append(b, bit(s.live), byte(s.status.Life), byte(s.status.Read), byte(s.late), bit(s.loose), bit(s.detached), bit(s.readLate), bit(s.empty), bit(s.failed), byte(s.lost))
	b = binary.AppendUvarint(b, uint64(s.lostAt))
	b = binary.AppendUvarint(b, uint64(s.under))
	b = binary.AppendUvarint(b, uint64(s.lateAt))
	b = appendCodes(b, s.codes)
	for _, d := range s.defers {
		b = binary.AppendUvarint(b, uint64(d.Pos()))
	}
	for _, e := range s.env {
		b = append(b, 0xff)
		b = binary.AppendUvarint(b, uint64(e.id))
		b = e.val.appendKey(b)
	}
	return b
}

func (v Value) appendKey(b []byte) []byte {
	b = append(b, byte(v.Truth), bit(v.Own))
	if v.Lit != nil {
		b = binary.AppendUvarint(b, uint64(v.Lit.Pos()))
	}
	if v.Codes != nil {
		b = appendCodes(append(b, 0xfd), v.Codes)
	}
	for _, h := range v.Handles {
		b = append(b, 0xfe, byte(h.Rel.Kind), bit(h.Rel.Closes), byte(h.Rel.Reads), bit(h.Rel.Bound))
		b = append(b, h.Path...)
	}
	return b
}

func appendCodes(b []byte, codes effect.Codes) []byte {
	b = binary.AppendUvarint(b, uint64(len(codes)))
	for _, r := range codes {
		b = binary.AppendUvarint(b, uint64(r.From))
		b = binary.AppendUvarint(b, uint64(r.To))
	}
	return b
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}
