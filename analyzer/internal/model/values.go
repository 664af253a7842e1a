package model

import "github.com/respbody/respbody/analyzer/internal/effect"

func fmtRows() []row {
	return []row{
		{"Fscan", decodes(0, 1)},
		{"Fscanf", decodes(0, 1)},
		{"Fscanln", decodes(0, 1)},
		{"*", looks()}, // printing a response or a body shows its fields and reads nothing
	}
}

// valueRows are the functions that look at a value, whatever it is, and let go
// of it.
func valueRows(path string) []row {
	switch path {
	case "reflect":
		return each(nothing(), "DeepEqual", "TypeOf")
	default: // errors, log, log/slog, testing
		return []row{{"*", looks()}}
	}
}

// storeRows are the functions that put a value away. What comes out again may be
// this value or another one, so the duty cannot be followed any further.
func storeRows(path string) []row {
	switch path {
	case "cmp":
		return []row{{"Or", takes(effect.Every)}} // the result may be any of them
	case "context":
		return []row{{"WithValue", takes(2)}}
	case "container/heap":
		return []row{{"Push", takes(1)}, {"(Interface).Push", takes(0)}}
	case "container/list":
		return each(takes(0), "(*List).InsertAfter", "(*List).InsertBefore", "(*List).PushBack", "(*List).PushFront")
	case "runtime":
		return []row{
			{"AddCleanup", all(takes(0), takes(2))},
			{"KeepAlive", nothing()},
			{"SetFinalizer", takes(0)},
		}
	case "runtime/cgo":
		return []row{{"NewHandle", takes(0)}}
	case "slices":
		return each(takes(effect.Every), "Insert", "Replace")
	case "sync":
		return []row{
			{"(*Map).CompareAndSwap", takes(2)},
			{"(*Map).LoadOrStore", takes(1)},
			{"(*Map).Store", takes(1)},
			{"(*Map).Swap", takes(1)},
			{"(*Pool).Put", takes(0)},
			{"OnceFunc", wraps(0, effect.Call())},
			{"OnceValue", wraps(0, effect.Call())},
		}
	default:
		return []row{
			{"(*Pointer).CompareAndSwap", takes(1)},
			{"(*Pointer).Store", takes(0)},
			{"(*Pointer).Swap", takes(0)},
			{"(*Value).CompareAndSwap", takes(1)},
			{"(*Value).Store", takes(0)},
			{"(*Value).Swap", takes(0)},
		}
	}
}
