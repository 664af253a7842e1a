// Package readers: with -unread=strict a reader that may stop short of EOF is
// not enough.
package readers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
)

func goodReadAll(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func badDecodedOnce(u string) (v map[string]any, err error) {
	resp, err := http.Get(u) // want "closed on line 31 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func goodDecodedAndDrained(u string) (v map[string]any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func goodUnmarshalled(u string) (v map[string]any, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return v, json.Unmarshal(b, &v)
}

func goodDecodedToEOF(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for dec := json.NewDecoder(resp.Body); ; {
		var v any
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			io.Copy(io.Discard, resp.Body)
			return err
		}
	}
}

// goodDecodedAlone looks whether anything follows the value.
func goodDecodedAlone(u string) (v any, err error) {
	resp, err := http.Get(u) // false: More is only false at the end if no array is open // want "may be closed on line 87 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	if err := dec.Decode(&v); err != nil {
		io.Copy(io.Discard, resp.Body)
		return nil, err
	}
	if dec.More() {
		io.Copy(io.Discard, resp.Body)
		return nil, errors.New("more than one value")
	}
	return v, nil
}

func badXML(u string) (name string, err error) {
	resp, err := http.Get(u + "/xml") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var item struct {
		Name string `xml:"name"`
	}
	err = xml.NewDecoder(resp.Body).Decode(&item)
	return item.Name, err
}

func goodCSV(u string) ([][]string, error) {
	resp, err := http.Get(u + "/csv")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return csv.NewReader(resp.Body).ReadAll()
}

func badCSVRecord(u string) ([]string, error) {
	resp, err := http.Get(u + "/csv") // want "without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return csv.NewReader(resp.Body).Read()
}

func badReadOnce(u string) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = resp.Body.Read(make([]byte, 512))
	return err
}

func goodReadLoop(u string) (total int, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	buf := make([]byte, 16)
	for {
		n, err := resp.Body.Read(buf)
		total += n
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

func badReadFull(u string) (magic [4]byte, err error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return magic, err
	}
	defer resp.Body.Close()
	_, err = io.ReadFull(resp.Body, magic[:])
	return magic, err
}

func badCopyN(u string, w io.Writer) error {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.CopyN(w, resp.Body, 4)
	return err
}

func goodScanner(u string) (n int, err error) {
	resp, err := http.Get(u + "/lines")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		n++
	}
	return n, s.Err()
}

func badScannerBreak(u string) (string, error) {
	resp, err := http.Get(u + "/lines") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		if s.Text() == "two" {
			break
		}
	}
	return s.Text(), s.Err()
}

func badScannerReturn(u string) (string, error) {
	resp, err := http.Get(u + "/lines") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		if s.Text() == "one" {
			return s.Text(), nil
		}
	}
	return "", s.Err()
}

func badScanOnce(u string) (string, error) {
	resp, err := http.Get(u + "/lines") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	s.Scan()
	return s.Text(), s.Err()
}

func badReadString(u string) (string, error) {
	resp, err := http.Get(u + "/lines") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return bufio.NewReader(resp.Body).ReadString('\n')
}

func goodReadStringLoop(u string) (n int, err error) {
	resp, err := http.Get(u + "/lines")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	r := bufio.NewReader(resp.Body)
	for {
		_, err := r.ReadString('\n')
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		n++
	}
}

func goodLimited(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

func badLimited(u string) ([]byte, error) {
	resp, err := http.Get(u) // miss unread: the limit is its author's choice
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 4))
}

func goodGzip(u string) ([]byte, error) {
	resp, err := http.Get(u + "/gzip")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		io.Copy(io.Discard, resp.Body)
		return nil, err
	}
	return io.ReadAll(zr)
}

func badGzipHeader(u string) (string, error) {
	resp, err := http.Get(u + "/gzip") // want "without being read to EOF"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return "", err
	}
	return zr.Name, nil
}

func goodTee(u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var seen bytes.Buffer
	_, err = io.Copy(&seen, io.TeeReader(resp.Body, io.Discard))
	return seen.String(), err
}

func badTee(u string) (v any, err error) {
	resp, err := http.Get(u) // want "without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(io.TeeReader(resp.Body, io.Discard)).Decode(&v)
	return v, err
}

// readers can be anything.
var readers = []func(io.Reader) error{func(r io.Reader) error {
	_, err := io.ReadAll(r)
	return err
}}

func goodUnknownReader(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return readers[0](resp.Body)
}
