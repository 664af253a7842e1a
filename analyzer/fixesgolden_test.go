package analyzer_test

import (
	"flag"
	"os"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/respbody/respbody/analyzer"
)

var updateFixes = flag.Bool("fix.update", false, "rewrite the golden files in testdata/fixes")

// TestGoldenFixes compares what the fixes make of testdata/fixes/<shape> with
// the golden files there.
func TestGoldenFixes(t *testing.T) {
	for _, group := range []struct{ style, pattern string }{
		{"bare", "./fixes/bare/..."},
		{"closure", "./fixes/closure/..."},
	} {
		t.Run(group.style, func(t *testing.T) {
			options := analyzer.DefaultOptions()
			options.Unread, options.Related, options.CloseStyle = "on", false, group.style
			if *updateFixes {
				for file, content := range applyEdits(t, findings(t, options, nil, group.pattern)) {
					if err := os.WriteFile(file+".golden", content, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			analysistest.RunWithSuggestedFixes(t, testdata(t), analyzer.New(options), group.pattern)
		})
	}
}
