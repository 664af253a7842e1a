package main

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// elsewhere is the hidden tool flag that tells the copies of a module apart.
//
// With -trimpath the go command's cache does not know in which directory a
// package is: what it keeps of a run in one clone of a repository it repeats in
// another, with the names of the first one's files in it, which a fix would then
// be about. Tool flags are part of the key, so that one with a value of its own
// for each place keeps them apart. Without -trimpath it is not passed, for the
// standard library would be analysed once for each place, too.
const elsewhere = "elsewhere"

// placeFlags returns the flag that tells apart where the go command runs, if this
// is needed. Env is what go env says.
func placeFlags(build []string, env goEnv) []string {
	trims := slices.Contains(build, "-trimpath=true")
	if !slices.Contains(build, "-trimpath=false") {
		for _, field := range strings.Fields(env.GOFLAGS) {
			switch strings.TrimLeft(field, "-") {
			case "trimpath", "trimpath=true", "trimpath=1":
				trims = true
			}
		}
	}
	if !trims {
		return nil
	}
	sum := sha256.Sum256([]byte(env.GOWORK + "\x00" + env.GOMOD))
	return []string{fmt.Sprintf("-%s=%x", elsewhere, sum[:8])}
}
