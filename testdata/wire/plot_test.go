package wire_test

import (
	"encoding/csv"
	"flag"
	"fmt"
	"go/version"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"respbody.test/textbook"
)

var update = flag.Bool("update", false, "measure with this Go, and draw the picture of all Go versions that were measured")

// The plot of the README shows plotRequests requests, one after the other, for a
// body of plotLength bytes.
const (
	plotRequests = 20
	plotLength   = 1 << 10
)

// A series is what a server sees of one client: how many connections it has
// opened, and how many of these are open, after each request.
type series struct {
	client, goVersion string
	opened, open      []int
}

// clients returns the textbook's four, in the order of the plot.
func clients() []struct {
	name    string
	program func(url string)
} {
	return []struct {
		name    string
		program func(url string)
	}{
		{"read and closed", func(u string) { textbook.GoodFetch(u) }},
		{"read, never closed", func(u string) {
			if resp, err := http.Get(u); err == nil {
				io.Copy(io.Discard, resp.Body)
			}
		}},
		{"closed unread", func(u string) { textbook.BadPing(u) }},
		{"neither", func(u string) { textbook.BadForgotten(u) }},
	}
}

// TestPlot measures the four clients, checks that what the plot is meant to show
// is so, and that the plot is that of the measurements it stands beside. Both are
// made anew by
//
//	go test -C testdata ./wire -run Plot -update
//
// which leaves what other versions of Go have shown; GOTOOLCHAIN=go1.27.3 measures
// with that one.
func TestPlot(t *testing.T) {
	measured := make(map[string]series)
	var all []series
	for _, c := range clients() {
		s := series{client: c.name, goVersion: strings.TrimPrefix(version.Lang(runtime.Version()), "go")}
		t.Run(c.name, func(t *testing.T) {
			log := newPortLog(t, plotLength)
			for range plotRequests {
				c.program(log.url)
				time.Sleep(20 * time.Millisecond)
				s.opened, s.open = append(s.opened, log.ports()), append(s.open, log.open())
			}
			t.Logf("opened %v\nopen   %v", s.opened, s.open)
		})
		measured[c.name] = s
		all = append(all, s)
	}
	claims(t, measured)

	dir := filepath.Join("..", "pictures")
	table, picture := filepath.Join(dir, "connections.csv"), filepath.Join(dir, "connections.svg")
	if *update {
		for _, s := range readSeries(t, table) {
			if s.goVersion != all[0].goVersion {
				all = append(all, s)
			}
		}
		writeSeries(t, table, all)
		if err := os.WriteFile(picture, []byte(plot(readSeries(t, table))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(picture); err != nil || string(got) != plot(readSeries(t, table)) {
		t.Errorf("%s does not show what is in %s; -update draws it again (%v)", picture, table, err)
	}
	checkReadme(t, readSeries(t, table))
	for goVersion, old := range byVersion(readSeries(t, table)) {
		t.Run("what was measured with Go "+goVersion, func(t *testing.T) { claims(t, old) })
	}
}

// claims checks what the plot says, whatever the exact numbers are.
func claims(t *testing.T, of map[string]series) {
	t.Helper()
	last := func(client string) (opened, open int) {
		s := of[client]
		if len(s.opened) != plotRequests || len(s.open) != plotRequests {
			t.Fatalf("%s: %d and %d measurements", client, len(s.opened), len(s.open))
		}
		return s.opened[plotRequests-1], s.open[plotRequests-1]
	}
	for _, client := range []string{"read and closed", "read, never closed"} {
		if opened, open := last(client); opened != 1 || open != 1 {
			t.Errorf("%s: %d connections, and %d open; one is enough", client, opened, open)
		}
	}
	if opened, open := last("neither"); opened != plotRequests || open != plotRequests {
		t.Errorf("neither: %d connections, and %d open, of %d requests", opened, open, plotRequests)
	}
	opened, open := last("closed unread")
	switch drains := version.Compare("go"+of["closed unread"].goVersion, "go1.27") >= 0; {
	case drains && opened > plotRequests/2: // Close drains in the background, perhaps too late for the next request
		t.Errorf("closed unread: %d connections for %d requests, though Close drains", opened, plotRequests)
	case !drains && opened != plotRequests:
		t.Errorf("closed unread: %d connections for %d requests", opened, plotRequests)
	case open > plotRequests/2:
		t.Errorf("closed unread: %d of %d connections are open", open, opened)
	}
}

// checkReadme checks that the table below the plot has the same numbers, with a
// column for each version of Go.
func checkReadme(t *testing.T, all []series) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range clients() {
		row := "| " + c.name + " |"
		for _, s := range all {
			if s.client == c.name {
				row += fmt.Sprintf(" %d opened, %d open |", s.ends()[0], s.ends()[1])
			}
		}
		if !strings.Contains(string(readme), "\n"+row+"\n") {
			t.Errorf("the README has no row %s", row)
		}
	}
}

// byVersion sorts series by Go version and client.
func byVersion(all []series) map[string]map[string]series {
	sorted := make(map[string]map[string]series)
	for _, s := range all {
		if sorted[s.goVersion] == nil {
			sorted[s.goVersion] = make(map[string]series)
		}
		sorted[s.goVersion][s.client] = s
	}
	return sorted
}

// writeSeries writes series as a table, older versions of Go first.
func writeSeries(t *testing.T, name string, all []series) {
	t.Helper()
	slices.SortStableFunc(all, func(a, b series) int { return version.Compare("go"+a.goVersion, "go"+b.goVersion) })
	var b strings.Builder
	b.WriteString("client,go,connections,after each request\n")
	for _, s := range all {
		for _, row := range []struct {
			what   string
			counts []int
		}{{"opened", s.opened}, {"open", s.open}} {
			fmt.Fprintf(&b, "%q,%s,%s,%s\n", s.client, s.goVersion, row.what, strings.Trim(fmt.Sprint(row.counts), "[]"))
		}
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// readSeries reads what writeSeries writes, or nothing if nothing was measured.
func readSeries(t *testing.T, name string) []series {
	t.Helper()
	text, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []series
	for _, row := range rows[1:] {
		var counts []int
		for _, field := range strings.Fields(row[3]) {
			n, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			counts = append(counts, n)
		}
		if row[2] == "opened" {
			all = append(all, series{client: row[0], goVersion: row[1], opened: counts})
		} else {
			all[len(all)-1].open = counts
		}
	}
	return all
}
