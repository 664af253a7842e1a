package main

// A rule is a category of findings, described for those who meet it in a report
// and not in the README.
type rule struct {
	id    string
	name  string // in one word, as SARIF wants it
	short string
	full  string
	help  string
	level string // of SARIF
}

// rules returns the rules in the order in which a SARIF log numbers them.
func rules() []rule {
	return []rule{
		{
			id:    "unclosed",
			name:  "UnclosedResponseBody",
			short: "The body of an HTTP response is not closed.",
			full: "On some path the function ends, or its last handle on the response is overwritten, while the body is " +
				"open and nobody else is responsible for it. The connection and the two goroutines that serve it are never freed.",
			help: "Close the body on every path: write `defer resp.Body.Close()` after the error check of the call. " +
				"A line `//respbody:ignore reason` above the call silences the finding.",
			level: "error",
		},
		{
			id:    "unread",
			name:  "UnreadResponseBody",
			short: "The body of an HTTP response is closed without being read to EOF.",
			full: "On no path is the body read to EOF before it is closed. Below Go 1.27 an HTTP/1 connection whose body was " +
				"not read to EOF is given up, and the next request has to open a new one.",
			help: "Read what is left before closing, within bounds: `io.CopyN(io.Discard, resp.Body, 256<<10)`. " +
				"From Go 1.27 on Close does this itself. A line `//respbody:ignore reason` above the call silences the finding.",
			level: "warning",
		},
		{
			id:    "directive",
			name:  "BadDirective",
			short: "A respbody directive is malformed or has no effect.",
			full: "A comment that starts with `//respbody:` is not understood, lacks its reason, or silences nothing, so that " +
				"it says something about the code that is not so.",
			help:  "Correct the directive, give the reason, or remove it.",
			level: "warning",
		},
	}
}
