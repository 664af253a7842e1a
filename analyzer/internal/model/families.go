package model

import "github.com/respbody/respbody/analyzer/internal/effect"

// summaryRows returns the rows of a package, or nil. The switch compiles to a
// binary search, so asking for a package without rows costs next to nothing.
func summaryRows(path string) []row {
	switch path {
	case "net/http":
		return httpRows()
	case "net/http/httptest":
		return httptestRows()
	case "net/http/httputil":
		return httputilRows()
	case "io":
		return ioRows()
	case "io/ioutil":
		return ioutilRows()
	case "testing/iotest":
		return iotestRows()
	case "bufio":
		return bufioRows()
	case "bytes", "net", "os":
		return readFromRows(path)
	case "fmt":
		return fmtRows()
	case "log", "log/slog", "errors", "reflect", "testing":
		return valueRows(path)
	case "cmp", "context", "container/list", "container/heap", "runtime", "runtime/cgo", "slices", "sync", "sync/atomic":
		return storeRows(path)
	}
	return formatRows(path)
}

// formatRows is the part of summaryRows about formats: what decodes, unpacks
// and parses, and what other modules do.
func formatRows(path string) []row {
	switch path {
	case "encoding/json":
		return jsonRows()
	case "encoding/json/v2":
		return json2Rows()
	case "encoding/json/jsontext":
		return jsontextRows()
	case "encoding/xml":
		return xmlRows()
	case "encoding/gob":
		return gobRows()
	case "encoding/csv":
		return csvRows()
	case "encoding/binary":
		return binaryRows()
	case "encoding/ascii85", "encoding/base32", "encoding/base64", "encoding/hex":
		return textCodingRows(path)
	case "compress/gzip", "compress/zlib", "compress/flate", "compress/bzip2", "compress/lzw":
		return compressRows(path)
	case "archive/tar":
		return tarRows()
	case "image", "image/gif", "image/jpeg", "image/png":
		return imageRows(path)
	case "mime/multipart":
		return multipartRows()
	case "mime/quotedprintable":
		return []row{{"NewReader", wraps(0, passes(effect.EOF))}}
	case "net/mail":
		return []row{{"ReadMessage", opens(0, 1, "Body", passes(effect.EOF))}}
	case "net/textproto":
		return textprotoRows()
	}
	return moduleRows(path)
}

// moduleRows is the part of summaryRows about other modules.
func moduleRows(path string) []row {
	switch path {
	case "github.com/stretchr/testify/assert", "github.com/stretchr/testify/require",
		"gotest.tools/v3/assert", "gotest.tools/assert":
		// A claim about a response looks at it, by reflection at most.
		return []row{{"*", looks()}}
	case "github.com/gorilla/websocket", "github.com/coder/websocket", "nhooyr.io/websocket":
		return websocketRows(path)
	}
	return nil
}
