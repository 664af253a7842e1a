// Package stuck has checks in whose header the response is declared, and that do not
// return: behind them nobody knows it any more.
package stuck

import (
	"log"
	"net/http"
	"testing"
)

func fatal(u string) {
	if resp, err := http.Get(u); err != nil || resp.StatusCode != http.StatusOK { // want "never closed"
		log.Fatal(resp, err)
	}
}

func otherwise(u string) {
	if resp, err := http.Get(u); err != nil { // want "never closed"
		panic(err)
	} else {
		log.Print(resp.Status)
	}
}

func inTest(t *testing.T, u string) {
	if resp, err := http.Get(u); err != nil { // want "never closed"
		t.Fatal(err)
	} else if resp.StatusCode != http.StatusOK {
		t.Error(resp.Status)
	}
}

func inSwitch(u string) {
	switch resp, err := http.Get(u); { // want "never closed"
	case err != nil:
		panic(err)
	case resp.StatusCode != http.StatusOK:
		log.Print(resp.Status)
	}
}
