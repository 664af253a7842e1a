// Package short reads with readers that may stop short.
package short

import (
	"encoding/json"
	"io"
	"net/http"
)

func badDecode(u string) (v any, err error) {
	resp, err := http.Get(u) // want "http.Get may be closed on line 15 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func goodDecode(u string) (v any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	io.CopyN(io.Discard, resp.Body, 1<<10)
	return v, err
}

func goodUnmarshal(u string) (v any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(body, &v)
	return v, err
}

func badRead(u string) bool {
	resp, err := http.Get(u) // want "http.Get may be closed on line 50 without being read to EOF"
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	buf := make([]byte, 1<<10)
	n, _ := resp.Body.Read(buf)
	return n > 0
}

func goodReadLoop(u string) (n int) {
	resp, err := http.Get(u)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	buf := make([]byte, 1<<10)
	for {
		m, err := resp.Body.Read(buf)
		n += m
		if err == io.EOF {
			return n
		}
		if err != nil {
			return -1
		}
	}
}

func badReadFull(u string) (magic [4]byte) {
	resp, err := http.Get(u) // want "http.Get may be closed on line 80 without being read to EOF"
	if err != nil {
		return magic
	}
	defer resp.Body.Close()
	io.ReadFull(resp.Body, magic[:])
	return magic
}

func badExactLength(u string) []byte {
	resp, err := http.Get(u) // want "http.Get may be closed on line 90 without being read to EOF"
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	buf := make([]byte, 35)
	io.ReadFull(resp.Body, buf)
	return buf
}
