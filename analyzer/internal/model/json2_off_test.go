//go:build !go1.27 || !goexperiment.jsonv2

package model

// Without encoding/json/v2 there is nothing to measure; Go 1.27 does it.
func json2Probes() []probe { return nil }

func json2Wrappers() []wrap { return nil }
