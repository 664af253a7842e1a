/*
Package analyzer defines an analysis pass that finds HTTP response bodies that
are never closed or never read to EOF.

# Analyzer respbody

respbody: report http.Response bodies that are not closed, or not read to EOF

placeholder
*/
package analyzer
