module respbody.test

go 1.26

require (
	cloud.google.com/go/storage v1.0.0
	example.test/fetch v0.0.0
	github.com/aws/aws-sdk-go-v2/service/s3 v1.0.0
	github.com/onsi/ginkgo/v2 v2.0.0
	github.com/onsi/gomega v1.0.0
	github.com/stretchr/testify v1.0.0
	golang.org/x/sync v0.0.0
)

replace (
	cloud.google.com/go/storage => ./stubs/cloud.google.com/go/storage
	example.test/fetch => ./stubs/example.test/fetch
	github.com/aws/aws-sdk-go-v2/service/s3 => ./stubs/github.com/aws/aws-sdk-go-v2/service/s3
	github.com/onsi/ginkgo/v2 => ./stubs/github.com/onsi/ginkgo/v2
	github.com/onsi/gomega => ./stubs/github.com/onsi/gomega
	github.com/stretchr/testify => ./stubs/github.com/stretchr/testify
	golang.org/x/sync => ./stubs/golang.org/x/sync
)
