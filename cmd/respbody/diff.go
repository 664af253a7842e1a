package main

import (
	"fmt"
	"slices"
	"strings"
)

// unifiedDiff returns the difference between two versions of a file in the form
// that git apply and patch -p1 read.
func unifiedDiff(name string, old, changed []byte) string {
	a, b := splitLines(old), splitLines(changed)
	var out strings.Builder
	fmt.Fprintf(&out, "--- a/%s\n+++ b/%s\n", name, name)
	for _, group := range groupHunks(hunks(a, b)) {
		first, last := group[0], group[len(group)-1]
		fromA, fromB := max(0, first.a-contextLines), max(0, first.b-contextLines)
		toA := min(len(a), last.a+last.delA+contextLines)
		toB := min(len(b), last.b+last.addB+contextLines)
		fmt.Fprintf(&out, "@@ -%s +%s @@\n", span1(fromA, toA), span1(fromB, toB))
		at := fromA
		for _, h := range group {
			writeLines(&out, " ", a[at:h.a])
			writeLines(&out, "-", a[h.a:h.a+h.delA])
			writeLines(&out, "+", b[h.b:h.b+h.addB])
			at = h.a + h.delA
		}
		writeLines(&out, " ", a[at:toA])
	}
	return out.String()
}

const contextLines = 3

// span1 returns a range of lines as a hunk's header has it.
func span1(from, to int) string {
	if to-from == 1 {
		return fmt.Sprint(from + 1)
	}
	if from == to {
		return fmt.Sprintf("%d,0", from)
	}
	return fmt.Sprintf("%d,%d", from+1, to-from)
}

func writeLines(out *strings.Builder, mark string, lines []string) {
	for _, l := range lines {
		out.WriteString(mark + l)
		if !strings.HasSuffix(l, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// splitLines returns the lines of a text, each with its end.
func splitLines(text []byte) []string {
	return slices.Collect(strings.Lines(string(text)))
}

// A hunk is a place where delA lines from line a on give way to addB others from
// line b on.
type hunk struct{ a, delA, b, addB int }

// hunks compares two texts. Where they part, they go on where the fewest lines
// have to be skipped until two agree again.
func hunks(a, b []string) []hunk {
	var all []hunk
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		da, db := skip(a[i:], b[j:])
		all = append(all, hunk{i, da, j, db})
		i, j = i+da, j+db
	}
	return all
}

func skip(a, b []string) (da, db int) {
	for total := 1; total < len(a)+len(b); total++ {
		for da := max(0, total-len(b)); da <= min(total, len(a)); da++ {
			restA, restB := a[da:], b[total-da:]
			n := min(2, max(len(restA), len(restB)))
			if len(restA) >= n && len(restB) >= n && slices.Equal(restA[:n], restB[:n]) {
				return da, total - da
			}
		}
	}
	return len(a), len(b)
}

// groupHunks puts hunks together whose context would overlap.
func groupHunks(all []hunk) [][]hunk {
	var groups [][]hunk
	for i, h := range all {
		if i > 0 && h.a-(all[i-1].a+all[i-1].delA) <= 2*contextLines {
			groups[len(groups)-1] = append(groups[len(groups)-1], h)
			continue
		}
		groups = append(groups, []hunk{h})
	}
	return groups
}
