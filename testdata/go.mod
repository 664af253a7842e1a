module respbody.test

go 1.26

require (
	example.test/fetch v0.0.0
	github.com/onsi/ginkgo/v2 v2.0.0
	github.com/onsi/gomega v1.0.0
	github.com/stretchr/testify v1.0.0
	golang.org/x/sync v0.0.0
)

replace (
	example.test/fetch => ./stubs/example.test/fetch
	github.com/onsi/ginkgo/v2 => ./stubs/github.com/onsi/ginkgo/v2
	github.com/onsi/gomega => ./stubs/github.com/onsi/gomega
	github.com/stretchr/testify => ./stubs/github.com/stretchr/testify
	golang.org/x/sync => ./stubs/golang.org/x/sync
)
