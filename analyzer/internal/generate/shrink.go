package generate

import (
	"slices"
	"strings"
)

// Smaller returns the programs that are one step smaller: without a statement,
// with a block in place of the statement around it, without an else. Most of
// them do not compile.
func (p *Program) Smaller() []*Program {
	var all []*Program
	for i := 0; ; i++ {
		q := p.clone()
		e := &editor{at: i}
		q.Main.Body = e.block(q.Main.Body)
		for _, f := range q.Helpers {
			f.Body = e.block(f.Body)
		}
		if e.at >= 0 {
			return all
		}
		all = append(all, q)
	}
}

// An editor carries out the edit that is left when at edits have been passed by.
type editor struct{ at int }

// turn reports whether it is the next edit's turn.
func (e *editor) turn() bool {
	e.at--
	return e.at == -1
}

func (e *editor) block(body []*Stmt) []*Stmt {
	for i, s := range body {
		if s.Parts != nil && s.Parts[0].Head == "for" {
			// Without what ends it, it would not end.
			if e.turn() {
				return slices.Delete(body, i, i+1)
			}
			continue
		}
		if e.turn() {
			return slices.Delete(body, i, i+1)
		}
		if len(body)-i > 2 && e.turn() {
			return body[:i]
		}
		for j := range s.Parts {
			if !s.Flat && e.turn() {
				return slices.Replace(body, i, i+1, statements(s.Parts[j].Body)...)
			}
			if j > 0 && e.turn() {
				s.Parts = slices.Delete(s.Parts, j, j+1)
				return body
			}
			s.Parts[j].Body = e.block(s.Parts[j].Body)
		}
		if strings.HasPrefix(s.Text, "return ") && e.turn() {
			s.Text = "return"
		}
		if e.at < 0 {
			return body
		}
	}
	return body
}

// statements returns what is in a block: of the clauses of a switch, what is in
// them.
func statements(body []*Stmt) []*Stmt {
	var all []*Stmt
	for _, s := range body {
		if s.Flat {
			all = append(all, s.Parts[0].Body...)
		} else {
			all = append(all, s)
		}
	}
	return all
}

func (p *Program) clone() *Program {
	q := *p
	main := *p.Main
	main.Body = cloneBody(main.Body)
	q.Main, q.Helpers = &main, nil
	for _, f := range p.Helpers {
		h := *f
		h.Body = cloneBody(f.Body)
		q.Helpers = append(q.Helpers, &h)
	}
	return &q
}

func cloneBody(body []*Stmt) []*Stmt {
	all := make([]*Stmt, 0, len(body))
	for _, s := range body {
		c := *s
		c.Parts = slices.Clone(s.Parts)
		for i := range c.Parts {
			c.Parts[i].Body = cloneBody(c.Parts[i].Body)
		}
		all = append(all, &c)
	}
	return all
}

// Repair changes what the compiler complains of on a line of the source, if it is
// one of the things that making programs up at random leads to: a variable or
// label that is not used. It reports whether it could.
func (p *Program) Repair(line int, complaint string) bool {
	u := &repairer{line: line}
	if _, name, ok := strings.Cut(complaint, "declared and not used: "); ok {
		u.use = &Stmt{Text: "_ = " + name}
	} else if !strings.HasPrefix(complaint, "label ") {
		return false
	}
	for _, f := range p.functions("p") {
		u.at++
		body := u.block(f.Body)
		u.at++ // the closing brace
		if u.done {
			p.replace(f, body)
			return true
		}
	}
	return false
}

// replace sets the body of a function as functions returns it.
func (p *Program) replace(f *Func, body []*Stmt) {
	if slices.Contains(p.Helpers, f) {
		f.Body = body
		return
	}
	p.Main.Body = body
}

// A repairer walks a source line by line to the statement on a given line. It adds
// a statement behind it, or at the beginning of its block, or takes it away.
type repairer struct {
	line, at int
	use      *Stmt // nil: take away
	done     bool
}

func (u *repairer) block(body []*Stmt) []*Stmt {
	for i, s := range body {
		u.at++
		if u.at <= u.line && u.line <= u.at+strings.Count(s.Text, "\n") && !s.scopes() {
			u.done = true
			if u.use == nil {
				return slices.Delete(slices.Clone(body), i, i+1)
			}
			return slices.Insert(slices.Clone(body), i+1, u.use)
		}
		u.at += strings.Count(s.Text, "\n")
		for j := range s.Parts {
			part := &s.Parts[j]
			if u.at == u.line && u.use != nil {
				if strings.HasPrefix(part.Head, "switch") {
					if len(part.Body) == 0 || !part.Body[0].Flat {
						return body // there is no clause for it
					}
					part = &part.Body[0].Parts[0]
				}
				u.done = true
				part.Body = append([]*Stmt{u.use}, part.Body...)
				return body
			}
			part.Body = u.block(part.Body)
			if u.done {
				return body
			}
			if !s.Flat {
				u.at++ // the closing brace, which the next head follows
			}
		}
	}
	return body
}

// scopes reports whether what the head of a statement declares can be used in its
// block only.
func (s *Stmt) scopes() bool {
	if len(s.Parts) == 0 {
		return false
	}
	word, _, _ := strings.Cut(s.Parts[0].Head, " ")
	return slices.Contains([]string{"if", "for", "switch", "case"}, word)
}
