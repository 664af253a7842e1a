package main

import (
	"fmt"
	"runtime/debug"
)

// versionLine describes this program by what the go command has stamped it with.
func versionLine() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "respbody, built without module information"
	}
	line := fmt.Sprintf("respbody %s, built with %s", moduleVersion(), info.GoVersion)
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		line += " from revision " + revision
		if settings["vcs.modified"] == "true" {
			line += ", modified"
		}
	}
	return line
}

// moduleVersion returns the version of this module, which is "(devel)" for a
// build that has none.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
