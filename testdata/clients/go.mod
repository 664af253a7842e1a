module respbody.test/clients

go 1.26

require (
	github.com/coder/websocket v1.8.14 // indirect
	github.com/go-resty/resty/v2 v2.17.2 // indirect
	github.com/google/go-github/v84 v84.0.0 // indirect
	github.com/gorilla/websocket v1.5.3 // indirect
	github.com/hashicorp/go-cleanhttp v0.5.2 // indirect
	github.com/hashicorp/go-retryablehttp v0.7.8 // indirect
	github.com/ory/hydra-client-go/v2 v2.2.1 // indirect
	github.com/samber/lo v1.53.0 // indirect
	github.com/stretchr/testify v1.11.1 // indirect
	golang.org/x/net v0.43.0 // indirect
	golang.org/x/oauth2 v0.36.0 // indirect
	golang.org/x/text v0.28.0 // indirect
)
