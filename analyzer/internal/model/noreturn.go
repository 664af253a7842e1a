package model

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// NoReturn reports whether a call of fn never returns to its caller: it ends the
// process, the goroutine or the test, or panics.
func (l *Library) NoReturn(fn *types.Func) bool { return l.exits.find(fn) != nil }

// NoReturnCall is NoReturn for a whole call. It also knows the loggers whose
// chain of calls exits at its end because of its beginning: zerolog's
// log.Fatal().Err(err).Msg("…").
func (l *Library) NoReturnCall(call *ast.CallExpr, info *types.Info) bool {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	if fn == nil {
		return false
	}
	if l.NoReturn(fn) {
		return true
	}
	if !zerologEvent(fn) || !zerologEnd(fn.Name()) {
		return false
	}
	// Have: the last call of a chain on *zerolog.Event.
	for zerologEvent(fn) {
		selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		call, ok = ast.Unparen(selector.X).(*ast.CallExpr)
		if !ok {
			return false // the event comes from a variable
		}
		fn, _ = typeutil.Callee(info, call).(*types.Func)
	}
	return zerologFatal(fn)
}

// zerologEvent reports whether fn is a method of *zerolog.Event.
func zerologEvent(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "github.com/rs/zerolog" {
		return false
	}
	k, ok := keyOf(fn)
	return ok && k.receiver == "Event"
}

// zerologEnd reports whether an *Event method of this name sends the event.
func zerologEnd(name string) bool {
	return name == "Msg" || name == "Msgf" || name == "MsgFunc" || name == "Send"
}

// zerologFatal reports whether fn starts an event that exits when it is sent.
func zerologFatal(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Name() != "Fatal" && fn.Name() != "Panic" {
		return false
	}
	path := fn.Pkg().Path()
	return path == "github.com/rs/zerolog" || path == "github.com/rs/zerolog/log"
}

// exitRows returns the functions of a package that never return.
func exitRows(path string) []named[struct{}] {
	never := struct{}{}
	switch path {
	case "os":
		return each(never, "Exit")
	case "runtime":
		return each(never, "Goexit")
	case "syscall":
		return each(never, "Exit")
	case "log":
		return each(never,
			"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln",
			"(*Logger).Fatal", "(*Logger).Fatalf", "(*Logger).Fatalln",
			"(*Logger).Panic", "(*Logger).Panicf", "(*Logger).Panicln")
	case "testing":
		return each(never,
			"(*common).FailNow", "(*common).Fatal", "(*common).Fatalf",
			"(*common).Skip", "(*common).Skipf", "(*common).SkipNow",
			"(TB).FailNow", "(TB).Fatal", "(TB).Fatalf", "(TB).Skip", "(TB).Skipf", "(TB).SkipNow")
	}
	if rows := testExitRows(path); rows != nil {
		return rows
	}
	return loggerExitRows(path)
}

// testExitRows is the part of exitRows about test libraries.
func testExitRows(path string) []named[struct{}] {
	never := struct{}{}
	switch path {
	case "github.com/stretchr/testify/assert":
		return each(never, "FailNow", "FailNowf", "(*Assertions).FailNow", "(*Assertions).FailNowf", "(*CollectT).FailNow")
	case "github.com/stretchr/testify/require":
		return each(never,
			"Fail", "Failf", "FailNow", "FailNowf",
			"(*Assertions).Fail", "(*Assertions).Failf", "(*Assertions).FailNow", "(*Assertions).FailNowf",
			"(TestingT).FailNow")
	case "gotest.tools/v3/assert", "gotest.tools/assert":
		return each(never, "(TestingT).FailNow")
	case "gopkg.in/check.v1":
		return each(never, "(*C).FailNow", "(*C).Fatal", "(*C).Fatalf", "(*C).Skip")
	case "github.com/onsi/ginkgo":
		return each(never, "Fail", "Skip")
	case "github.com/onsi/ginkgo/v2":
		return each(never, "AbortSuite", "Fail", "Skip")
	}
	return nil
}

// loggerExitRows is the part of exitRows about loggers. A logger that an option
// keeps from exiting is made for the tests of programs, not for programs.
func loggerExitRows(path string) []named[struct{}] {
	never := struct{}{}
	switch path {
	case "go.uber.org/zap":
		return each(never,
			"(*Logger).Fatal", "(*Logger).Panic",
			"(*SugaredLogger).Fatal", "(*SugaredLogger).Fatalf", "(*SugaredLogger).Fatalln", "(*SugaredLogger).Fatalw",
			"(*SugaredLogger).Panic", "(*SugaredLogger).Panicf", "(*SugaredLogger).Panicln", "(*SugaredLogger).Panicw")
	case "github.com/sirupsen/logrus":
		return each(never,
			"Exit", "Fatal", "FatalFn", "Fatalf", "Fatalln", "Panic", "PanicFn", "Panicf", "Panicln",
			"(*Entry).Fatal", "(*Entry).Fatalf", "(*Entry).Fatalln",
			"(*Entry).Panic", "(*Entry).Panicf", "(*Entry).Panicln",
			"(*Logger).Exit", "(*Logger).Fatal", "(*Logger).FatalFn", "(*Logger).Fatalf", "(*Logger).Fatalln",
			"(*Logger).Panic", "(*Logger).PanicFn", "(*Logger).Panicf", "(*Logger).Panicln",
			"(FieldLogger).Fatal", "(FieldLogger).Fatalf", "(FieldLogger).Fatalln",
			"(FieldLogger).Panic", "(FieldLogger).Panicf", "(FieldLogger).Panicln",
			"(StdLogger).Fatal", "(StdLogger).Fatalf", "(StdLogger).Fatalln",
			"(StdLogger).Panic", "(StdLogger).Panicf", "(StdLogger).Panicln")
	case "k8s.io/klog", "k8s.io/klog/v2":
		return each(never,
			"Exit", "ExitDepth", "Exitf", "Exitln",
			"Fatal", "FatalDepth", "Fatalf", "Fatalln",
			"ExitfDepth", "ExitlnDepth", "FatalfDepth", "FatallnDepth")
	case "github.com/golang/glog":
		return each(never,
			"Exit", "ExitContext", "ExitContextDepth", "ExitContextDepthf", "ExitContextf",
			"ExitDepth", "ExitDepthf", "Exitf", "Exitln",
			"Fatal", "FatalContext", "FatalContextDepth", "FatalContextDepthf", "FatalContextf",
			"FatalDepth", "FatalDepthf", "Fatalf", "Fatalln")
	case "google.golang.org/grpc/grpclog":
		return each(never, "Fatal", "FatalDepth", "Fatalf", "Fatalln")
	}
	return nil
}

// failureRows returns the functions of a package whose error is never nil.
// Functions that wrap an error are not among them: most return nil for nil.
func failureRows(path string) []named[struct{}] {
	never := struct{}{}
	switch path {
	case "errors":
		return each(never, "New")
	case "fmt":
		return each(never, "Errorf")
	case "github.com/pkg/errors", "golang.org/x/xerrors", "github.com/go-errors/errors":
		return each(never, "New", "Errorf")
	case "google.golang.org/grpc/status": // nil for codes.OK, which nobody makes an error of
		return each(never, "Error", "Errorf")
	}
	return nil
}
