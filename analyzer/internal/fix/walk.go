package fix

import (
	"go/ast"
	"go/token"
	"slices"
)

// A walker finds out what may have become of a response at every statement of a
// function: moments, joined over all paths, for as many rounds as it takes. It
// follows the syntax and not a control-flow graph, because edits are made between
// statements and a continue is one of them.
type walker struct {
	*repair
	at     map[ast.Stmt]moment // before a statement
	end    map[ast.Node]moment // at the end of a block or clause
	start  map[ast.Node]moment // at its beginning
	frames []*frame
	lost   bool // control flow that is not followed: goto
}

// A frame is a statement that break, continue or fallthrough can refer to.
type frame struct {
	stmt         ast.Stmt
	breaks       moment
	continues    moment
	fallsThrough moment
}

// walk follows the body of the function.
func (r *repair) walk() *walker {
	r.findClosings()
	w := &walker{repair: r, at: map[ast.Stmt]moment{}, end: map[ast.Node]moment{}, start: map[ast.Node]moment{}}
	w.block(r.Body, r.Body.List, moment{may: before, held: true})
	return w
}

// block follows a list of statements, whose owner is a block or a clause.
func (w *walker) block(owner ast.Node, list []ast.Stmt, m moment) moment {
	w.start[owner] = w.start[owner].join(m)
	for _, s := range list {
		m = w.stmt(s, m)
	}
	w.end[owner] = w.end[owner].join(m)
	return m
}

// stmt follows a statement and returns the moment after it.
func (w *walker) stmt(s ast.Stmt, m moment) moment {
	w.at[s] = w.at[s].join(m)
	switch s := s.(type) {
	case *ast.BlockStmt:
		return w.block(s, s.List, m)
	case *ast.LabeledStmt:
		return w.stmt(s.Stmt, m)
	case *ast.IfStmt:
		return w.ifStmt(s, m)
	case *ast.ForStmt, *ast.RangeStmt:
		return w.framed(s, func(f *frame) moment { return w.loop(f, m) })
	case *ast.SwitchStmt:
		return w.framed(s, func(f *frame) moment { return w.switchStmt(f, s, m) })
	case *ast.TypeSwitchStmt:
		return w.framed(s, func(*frame) moment { return w.typeSwitch(s, m) })
	case *ast.SelectStmt:
		return w.framed(s, func(*frame) moment { return w.selectStmt(s, m) })
	case *ast.BranchStmt:
		w.jump(s, m)
		return moment{}
	case *ast.ReturnStmt:
		w.effects(s, m)
		return moment{}
	}
	return w.effects(s, m)
}

// framed follows a statement that break can leave.
func (w *walker) framed(s ast.Stmt, follow func(*frame) moment) moment {
	f := &frame{stmt: s}
	w.frames = append(w.frames, f)
	m := follow(f)
	w.frames = w.frames[:len(w.frames)-1]
	return m.join(f.breaks)
}

// jump takes the moment to where a branch statement goes.
func (w *walker) jump(s *ast.BranchStmt, m moment) {
	target := w.target(s)
	i := slices.IndexFunc(w.frames, func(f *frame) bool { return f.stmt == target })
	if i < 0 {
		w.lost = true
		return
	}
	f := w.frames[i]
	switch s.Tok {
	case token.BREAK:
		f.breaks = f.breaks.join(m)
	case token.CONTINUE:
		f.continues = f.continues.join(m)
	default:
		f.fallsThrough = f.fallsThrough.join(m)
	}
}

func (w *walker) ifStmt(s *ast.IfStmt, m moment) moment {
	if s.Init != nil {
		m = w.stmt(s.Init, m)
	}
	yes, no := w.refine(s.Cond, m, true), w.refine(s.Cond, m, false)
	yes = w.block(s.Body, s.Body.List, yes)
	if s.Else != nil {
		no = w.stmt(s.Else, no)
	}
	return yes.join(no)
}

// loop follows a loop until nothing new comes round.
func (w *walker) loop(f *frame, m moment) moment {
	loop, isFor := f.stmt.(*ast.ForStmt)
	ranged, _ := f.stmt.(*ast.RangeStmt)
	if isFor && loop.Init != nil {
		m = w.stmt(loop.Init, m)
	}
	if ranged != nil {
		m = w.effects(ranged.X, m)
	}
	for {
		head := m
		var around moment
		if isFor {
			around = w.block(loop.Body, loop.Body.List, w.refine(loop.Cond, head, true)).join(f.continues)
			if loop.Post != nil && around.reached() {
				around = w.stmt(loop.Post, around)
			}
		} else {
			around = w.block(ranged.Body, ranged.Body.List, w.assigned(ranged, head)).join(f.continues)
		}
		if m = head.join(around); m == head {
			break
		}
	}
	if isFor {
		m = w.refine(loop.Cond, m, false)
	}
	return m
}

func (w *walker) switchStmt(f *frame, s *ast.SwitchStmt, m moment) moment {
	if s.Init != nil {
		m = w.stmt(s.Init, m)
	}
	if s.Tag != nil {
		m = w.effects(s.Tag, m)
	}
	into, rest := w.cases(s, m)
	var out moment
	hasDefault := false
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		start := into[c]
		if c.List == nil {
			start, hasDefault = rest, true
		}
		start = start.join(f.fallsThrough)
		f.fallsThrough = moment{}
		out = out.join(w.block(c, c.Body, start))
	}
	if !hasDefault {
		out = out.join(rest)
	}
	return out
}

// cases returns the moments in which each case is chosen, and that in which none
// is.
func (w *walker) cases(s *ast.SwitchStmt, m moment) (into map[*ast.CaseClause]moment, rest moment) {
	into = map[*ast.CaseClause]moment{}
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		for _, e := range c.List {
			yes, no := m, m
			if s.Tag == nil {
				yes, no = w.refine(e, m, true), w.refine(e, m, false)
			} else if w.isNil(e) {
				test := &ast.BinaryExpr{X: s.Tag, Op: token.EQL, Y: e}
				yes, no = w.refine(test, m, true), w.refine(test, m, false)
			}
			into[c] = into[c].join(yes)
			m = no
		}
	}
	return into, m
}

func (w *walker) typeSwitch(s *ast.TypeSwitchStmt, m moment) moment {
	if s.Init != nil {
		m = w.stmt(s.Init, m)
	}
	m = w.effects(s.Assign, m)
	var out moment
	hasDefault := false
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		hasDefault = hasDefault || c.List == nil
		out = out.join(w.block(c, c.Body, m))
	}
	if !hasDefault {
		out = out.join(m)
	}
	return out
}

func (w *walker) selectStmt(s *ast.SelectStmt, m moment) moment {
	var out moment
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		start := m
		if c.Comm != nil {
			start = w.stmt(c.Comm, m)
		}
		out = out.join(w.block(c, c.Body, start))
	}
	return out
}
