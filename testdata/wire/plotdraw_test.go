package wire_test

import (
	"fmt"
	"slices"
	"strings"
)

// The plot in pixels: a panel for each client, all with the same axes.
const (
	panelSize, panelGap   = 180, 24
	panelLeft, panelTop   = 64, 44
	plotWidth, plotHeight = 880, 282
)

// plot draws series as an SVG: a line for the connections opened, with the area of
// those that are open below it. It has its own ground, which is light or dark as
// the reader's system is.
func plot(all []series) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img">
<title>Connections over requests, for four ways to treat a response body</title>
<style>
text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
.ground { fill: #ffffff } .title { font-weight: 600; font-size: 15px } .axis { fill: #59636e }
.grid { stroke: #d1d9e0; stroke-width: 1 } .area { fill: #cf222e; fill-opacity: .22 }
.line { fill: none; stroke: #cf222e; stroke-width: 2.5 } .few { stroke: #1a7f37 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .ground { fill: #0d1117 } .axis { fill: #9198a1 } .grid { stroke: #3d444d }
.area { fill: #ff7b72 } .line { stroke: #ff7b72 } .few { stroke: #3fb950 }
}
</style>
<rect class="ground" width="%[1]d" height="%[2]d" rx="8"/>
`, plotWidth, plotHeight)
	for i, c := range clients() {
		var of []series
		for _, s := range all {
			if s.client == c.name {
				of = append(of, s)
			}
		}
		panel{left: panelLeft + i*(panelSize+panelGap), first: i == 0}.draw(&b, c.name, of)
	}
	text(&b, "axis", "middle", panelLeft+2*panelSize+3*panelGap/2, plotHeight-14, fmt.Sprintf("requests, one after the other, each answered with %d bytes", plotLength))
	fmt.Fprintf(&b, "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(22 %d) rotate(-90)\">connections</text>\n</svg>\n", panelTop+panelSize/2)
	return b.String()
}

// A panel is the part of the plot that one client has.
type panel struct {
	left  int
	first bool // which has the numbers of the axis
}

// x and y return where a number of requests, and one of connections, are.
func (p panel) x(requests int) int { return p.left + requests*panelSize/plotRequests }
func (p panel) y(count int) int    { return panelTop + panelSize - count*panelSize/plotRequests }

// draw draws the lines of one client. Versions of Go that end alike have one line.
func (p panel) draw(b *strings.Builder, title string, of []series) {
	text(b, "title", "start", p.left, panelTop-16, title)
	for n := 0; n <= plotRequests; n += plotRequests / 2 {
		fmt.Fprintf(b, "<path class=\"grid\" d=\"M%d %dh%d\"/>\n", p.left, p.y(n), panelSize)
		text(b, "axis", "middle", p.x(n), panelTop+panelSize+18, fmt.Sprint(n))
		if p.first {
			text(b, "axis", "end", p.left-8, p.y(n)+4, fmt.Sprint(n))
		}
	}
	alike := !slices.ContainsFunc(of, func(s series) bool { return s.ends() != of[0].ends() })
	for i, s := range of {
		if alike && i > 0 {
			continue
		}
		fmt.Fprintf(b, "<path class=\"area\" d=\"%sV%dH%dZ\"/>\n", p.path(s.open), p.y(0), p.x(1))
		kind := "line"
		opened := s.opened[plotRequests-1]
		if opened <= plotRequests/2 {
			kind += " few"
		}
		fmt.Fprintf(b, "<path class=\"%s\" d=\"%s\"/>\n", kind, p.path(s.opened))
		label := fmt.Sprintf("%d opened", opened)
		if !alike {
			label = "Go " + s.goVersion + ": " + label
		}
		p.label(b, s, label)
	}
}

// label says beside a line what it is: above a low one, and left of a steep one,
// where it matters, too, how many connections are open at the end.
func (p panel) label(b *strings.Builder, s series, label string) {
	opened, open := s.ends()[0], s.ends()[1]
	kept := fmt.Sprintf("%d still open", open)
	if opened <= plotRequests/2 {
		text(b, "", "end", p.x(plotRequests), p.y(opened)-10, label)
		return
	}
	text(b, "", "start", p.left+6, p.y(plotRequests)+18, label)
	if open > 1 {
		text(b, "", "end", p.x(plotRequests)-6, p.y(0)-10, kept)
	} else {
		text(b, "", "start", p.left+6, p.y(plotRequests)+36, kept)
	}
}

// ends returns the connections opened and open after the last request.
func (s series) ends() [2]int {
	return [2]int{s.opened[plotRequests-1], s.open[plotRequests-1]}
}

// path returns the line through counts, of which the first is that after one request.
func (p panel) path(counts []int) string {
	var b strings.Builder
	for i, n := range counts {
		fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], p.x(i+1), p.y(n))
	}
	return b.String()
}

func text(b *strings.Builder, class, anchor string, x, y int, s string) {
	fmt.Fprintf(b, "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", class, anchor, x, y, s)
}
