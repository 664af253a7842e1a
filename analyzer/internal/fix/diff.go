package fix

import (
	"slices"
	"strings"
)

// toward returns the edits of whole lines that turn the source into a text whose
// lines end in a bare newline.
func (s *source) toward(text string) []edit {
	old, changed := strings.SplitAfter(s.text, "\n"), s.likeSource(text)
	imports := 0
	if n := len(s.syntax.Imports); n > 0 {
		imports = s.offset(s.syntax.Imports[n-1].End())
	}
	var edits []edit
	offset := 0
	for i, j := 0, 0; i < len(old) || j < len(changed); {
		da, db := resync(old[i:], changed[j:])
		if da+db > 0 {
			e := edit{start: offset, text: strings.Join(changed[j:j+db], "")}
			for _, line := range old[i : i+da] {
				offset += len(line)
			}
			e.end, e.shared = offset, e.start <= imports
			edits = append(edits, e)
			i, j = i+da, j+db
			continue
		}
		offset += len(old[i])
		i, j = i+1, j+1
	}
	return edits
}

// likeSource returns the lines of a text with the newlines that the source has,
// and without one at the end if it has none.
func (s *source) likeSource(text string) []string {
	text = strings.ReplaceAll(text, "\n", s.newline)
	if !strings.HasSuffix(s.text, "\n") {
		text = strings.TrimSuffix(text, s.newline)
	}
	return strings.SplitAfter(text, "\n")
}

// resync returns how many lines of two texts to skip until they go on alike.
// The fewer the better, but two lines must agree: a lone brace says nothing.
func resync(a, b []string) (da, db int) {
	for skip := 0; skip < len(a)+len(b); skip++ {
		for da := max(0, skip-len(b)); da <= min(skip, len(a)); da++ {
			restA, restB := a[da:], b[skip-da:]
			n := min(2, max(len(restA), len(restB)))
			if skip == 0 {
				n = 1
			}
			if len(restA) >= n && len(restB) >= n && slices.Equal(restA[:n], restB[:n]) {
				return da, skip - da
			}
		}
	}
	return len(a), len(b)
}
