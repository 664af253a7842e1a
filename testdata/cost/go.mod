module github.com/respbody/respbody/testdata/cost

go 1.26.0

require (
	github.com/timakin/bodyclose v0.0.0-20260723120731-857993a2939c
	golang.org/x/tools v0.52.0
)

require golang.org/x/mod v0.42.0 // indirect

require (
	github.com/gostaticanalysis/analysisutil v0.7.1 // indirect
	github.com/gostaticanalysis/comment v1.4.2 // indirect
	github.com/respbody/respbody v0.0.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools/go/packages/packagestest v0.1.1-deprecated // indirect
)

replace github.com/respbody/respbody => ../..

tool github.com/respbody/respbody/cmd/respbody
