package infer

import (
	"maps"
	"slices"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// A table holds the summaries of functions by their names. Generated clients have
// hundreds of functions that do the same, so that a summary is written once for
// all that have it, and of their sorted names only what differs from the name
// before.

// encodeTable returns a table as bytes, the same for equal tables, and nil for an
// empty one.
func encodeTable(table map[string]*effect.Summary) []byte {
	if len(table) == 0 {
		return nil
	}
	groups := map[string][]string{} // names by their encoded summaries
	for _, name := range slices.Sorted(maps.Keys(table)) {
		var w factWriter
		w.summary(table[name])
		groups[string(w.data)] = append(groups[string(w.data)], name)
	}
	var w factWriter
	list(&w, slices.Sorted(maps.Keys(groups)), func(w *factWriter, sum string) {
		w.data = append(w.data, sum...)
		last := ""
		list(w, groups[sum], func(w *factWriter, name string) {
			w.name(last, name)
			last = name
		})
	})
	return w.data
}

// name writes a name by what it shares with the beginning of the last one.
func (w *factWriter) name(last, name string) {
	n := 0
	for n < len(last) && n < len(name) && last[n] == name[n] {
		n++
	}
	w.int(n)
	w.text(name[n:])
}

// name reads a name of which the last one tells the beginning.
func (r *factReader) name(last string) string {
	n := r.int()
	if n > len(last) {
		r.failed, r.data, n = true, nil, 0
	}
	return last[:n] + r.text()
}

// decodeTable returns the table that encodeTable has encoded, and nil for bytes
// that are none.
func decodeTable(data []byte) map[string]*effect.Summary {
	if len(data) == 0 {
		return nil
	}
	table := map[string]*effect.Summary{}
	r := &factReader{data: data}
	for groups := r.int(); groups > 0 && !r.failed; groups-- {
		sum, last := r.summary(), ""
		for names := r.int(); names > 0 && !r.failed; names-- {
			last = r.name(last)
			table[last] = sum
		}
	}
	if r.failed || len(r.data) > 0 {
		return nil
	}
	return table
}
