/*
Package analyzer defines an analysis pass that finds HTTP response bodies that
are never closed or never read to EOF.

# Analyzer respbody

respbody: report http.Response bodies that are not closed, or not read to EOF

Go's HTTP client reuses a TCP connection only if each response body is read to
EOF and closed. A body that is never closed pins a socket and two goroutines. A
body that is closed unread throws its connection away: up to Go 1.26 always,
from Go 1.27 on when more than 256 KiB or 50 ms of it are left.

A call that hands over an *http.Response, or a body, creates an obligation for
the code that receives it. A function of which nothing is known is taken to do so
if it returns an *http.Response and an error, or what clients of object stores
return: *s3.GetObjectOutput of the SDKs for AWS and *storage.Reader of that for
Google Cloud. The pass follows each obligation along every path of the function,
through its literals and deferred calls, and through the functions and methods it
is passed to, in this package and in others. It reports each obligation at most
once, at the call that created it.

# Rule unclosed

On some path that can happen, the function ends, or the last reference to the
body is lost, with the body open and nobody else responsible for it:

	resp, err := http.Get(url) // response body of http.Get is not closed when returning on line 3
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	defer resp.Body.Close()

# Rule unread

The body is closed, and on no path can it have been read to EOF before:

	resp, err := http.Get(url) // response body of http.Get is closed on line 5 without being read to EOF, so the connection is not reused
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil

The flag -unread chooses what is reported:

	auto    as on for files whose Go version is below 1.27, as off from there on,
	        where Close itself reads what is left of a small body (the default)
	on      whatever the version
	strict  also bodies that are read to EOF on some paths only, or by readers that
	        may stop short of it, such as a single json.Decoder.Decode
	off     nothing

# Fixes

A finding has at most one fix, and none where the place for it is unclear: a
deferred close behind the check that guards it, a close before the exit that
leaks or before the response is overwritten, a name for what was discarded, a
bounded read of what is left. None closes earlier than the code did. The flag
-close-style chooses how a close is written:

	bare     defer resp.Body.Close() (the default)
	closure  defer func() { _ = resp.Body.Close() }(), for errcheck

# What is not reported

Unknown code gets the benefit of the doubt. Passing a response, or a body as
something that can be closed, to a function whose source is not known hands it
over; passing it as a plain io.Reader lends it, and it may be read to EOF. What
is stored in a field, map, slice, channel or variable that outlives the function
is somebody else's. Paths that end in a panic, in os.Exit, log.Fatal and their
kin, or in a failed assertion of a test are not followed. Responses made in
memory, by stubs, literals and httptest.ResponseRecorder, owe nothing. Findings
in generated files are not reported; those in tests are, unless -tests=false.

# Suppression

A comment //respbody:ignore with a reason, on the line of the call or alone on
the line above, suppresses the findings of that line. The reason is mandatory,
and a directive that suppresses nothing is reported itself. The flag -nolint
names linters whose //nolint comments suppress findings, too, with the meaning
golangci-lint gives them: -nolint=bodyclose keeps those that are there.

What no analysis can know is said in the doc comment of a function:

	//respbody:closes body     the function closes what is passed as body
	//respbody:borrows         its results owe nothing
	//bodyclose:handled        the same, for those who come from bodyclose
*/
package analyzer
