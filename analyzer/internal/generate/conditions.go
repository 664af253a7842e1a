package generate

// flag returns a condition that nothing else decides.
func (g *gen) flag() string {
	names := []string{"a", "b"}
	switch {
	case g.fn.own: // what is asked for in a literal is judged without what holds around it
		names = []string{"w", "z"}
	case g.fn.outer && g.chance(25):
		names = append(names, "c")
	}
	name := names[g.IntN(len(names))]
	switch g.IntN(10) {
	case 0:
		g.note("condition/not")
		return "!" + name
	case 1:
		g.note("condition/and")
		return name + " && " + g.other(names, name)
	case 2:
		g.note("condition/or")
		return name + " || !" + g.other(names, name)
	}
	return name
}

// other returns one of the names that is not the given one.
func (g *gen) other(names []string, name string) string {
	for {
		if n := names[g.IntN(len(names))]; n != name {
			return n
		}
	}
}
