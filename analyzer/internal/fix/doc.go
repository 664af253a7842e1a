/*
Package fix writes edits. It is told what a finding is about, in terms of
syntax, and returns the change that a careful author would make: one that
compiles, that is formatted as gofmt would, that removes the finding and
closes nothing earlier than the code did. Where it is not sure of that, it
returns nothing, for silence is a fix's default, too.

It knows none of the engine's states. What it has to know of the paths of a
function, it finds out on a small scale of its own (see moment).

# How a fix is found

Package.Fix makes a repair of a problem and has it solved, in this order:

 1. newRepair refuses what nothing may be changed in: upgraded connections,
    streams of events, bodies that end up outside of the function. site.go finds
    the statement around the call, the handle by which the body is closed and
    read, and the signal that says whether there is a body.
 2. walk.go follows the function and notes the moment before each statement:
    what may have become of the body there (moment.go says what conditions tell,
    effects.go what statements do). uses.go and leads.go say who reads it.
 3. solve.go chooses by what the call is part of, as listed below.
 4. spelling.go words the lines, or helper.go finds the function of the package
    that does the same; names.go and imports.go see to it that the words mean
    what they say.
 5. edit.go makes edits of lines and says which are at odds, source.go knows the
    text that they change, importblock.go where an import goes. Package.Fix has
    polish.go put them together, and refuses those that get in the way of an
    earlier change. Suggest makes of them what gofmt would (polish.go, diff.go).

Bodies that leak and that a variable leads to are closed by deferred.go, in the
spot that guard.go finds, or by explicit.go, at the points that points.go and
exits.go find, or by lift.go, which takes the call out of the header of an if.
Those that no variable leads to get one from discarded.go, blank.go (for _) or
hoist.go (for calls in the middle of an expression). Those that are closed
unread are read by drain.go.

# Where a new fix belongs

A place to close that is not found yet belongs into guard.go if the close is to
be deferred, and into points.go if not. A statement that the call can be part of
belongs into site.go, and a case of its own into solve.go if none of the others
can deal with it. Each is shown in testdata/fixes/bare, and executed by a case
in testdata/fixtures.
*/
package fix
