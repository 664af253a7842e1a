package analyzer_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/respbody/respbody/analyzer"
)

var updateFixes = flag.Bool("fix.update", false, "rewrite the golden files in testdata/fixes")

// TestGoldenFixes compares what the fixes make of testdata/fixes/<group>/<shape>
// with the golden files there.
func TestGoldenFixes(t *testing.T) {
	for _, group := range []struct{ name, dir, style, pattern string }{
		{"bare", "", "bare", "./fixes/bare/..."},
		{"closure", "", "closure", "./fixes/closure/..."},
		{"old", "fixes/old", "bare", "./..."}, // a module of its own, for its Go version
	} {
		t.Run(group.name, func(t *testing.T) {
			options := analyzer.DefaultOptions()
			options.Unread, options.Related, options.CloseStyle = "on", false, group.style
			dir := filepath.Join(testdata(t), filepath.FromSlash(group.dir))
			if *updateFixes {
				for file, content := range applyEdits(t, findingsIn(t, dir, options, nil, group.pattern)) {
					if err := os.WriteFile(file+".golden", content, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			analysistest.RunWithSuggestedFixes(t, dir, analyzer.New(options), group.pattern)
		})
	}
}
