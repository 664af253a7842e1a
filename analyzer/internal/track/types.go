package track

import (
	"go/types"
	"strings"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// IsResponse reports whether t is http.Response or a pointer to it, by identity
// of the type and not by its text.
func IsResponse(t types.Type) bool {
	if t == nil {
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	obj := n.Obj()
	return obj.Name() == "Response" && obj.Pkg() != nil && obj.Pkg().Path() == "net/http"
}

// IsError reports whether t is the predeclared type error.
func IsError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// IsReadMethod reports whether f has the name and the shape of io.Reader's Read.
func IsReadMethod(f *types.Func) bool {
	sig := f.Signature()
	return f.Name() == "Read" && sig.Params().Len() == 1 && sig.Results().Len() == 2 &&
		IsError(sig.Results().At(1).Type())
}

// IsCloseMethod reports whether f is called Close and takes nothing, as
// io.Closer's does; what it returns does not matter.
func IsCloseMethod(f *types.Func) bool {
	return f.Name() == "Close" && f.Signature().Params().Len() == 0
}

// IsWriteToMethod reports whether f has the name and the shape of io.WriterTo's
// WriteTo.
func IsWriteToMethod(f *types.Func) bool {
	sig := f.Signature()
	return f.Name() == "WriteTo" && sig.Params().Len() == 1 && sig.Results().Len() == 2 &&
		IsError(sig.Results().At(1).Type())
}

// CanClose reports whether values of type t have a Close method without
// parameters.
func CanClose(t types.Type) bool { f := Method(t, "Close"); return f != nil && IsCloseMethod(f) }

// CanRead reports whether values of type t are readers.
func CanRead(t types.Type) bool { f := Method(t, "Read"); return f != nil && IsReadMethod(f) }

// Method returns the method of the addressable type t with an exported name,
// promoted ones included, or nil.
func Method(t types.Type, name string) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	f, _ := obj.(*types.Func)
	return f
}

// maxDepth bounds how many fields lie between a carrier and the body in it.
const maxDepth = 2

// A Place is where in a value a body can be found: a field path, "" for the
// value itself, and the relation of what is there to the body.
type Place struct {
	Path string
	Rel  effect.Relation
}

// Element is the name under which the elements of a slice, array or map are
// followed, as if it were a field.
const Element = "[]"

// Places returns the places by which a value of type t can lead to a body,
// in a fixed order: "" for a response or a stream itself, "resp" or "r.body"
// for fields of structs, at most two fields deep. Type parameters count as
// streams: whatever is put in may come out again.
func Places(t types.Type) []Place {
	var places []Place
	eachPlace(t, func(p Place) { places = append(places, p) })
	return places
}

// CanLead reports whether Places(t) is not empty, without building it.
func CanLead(t types.Type) bool {
	found := false
	eachPlace(t, func(Place) { found = true })
	return found
}

// MayHold reports whether a value of type t may turn out to lead to a body, seen
// from the caller of a function that returns it: interfaces with more methods
// than a body has count, too.
func MayHold(t types.Type) bool {
	return types.IsInterface(t) && CanClose(t) && CanRead(t) || CanLead(t)
}

// AnyHolds reports whether one of a list of results may lead to a body.
func AnyHolds(list *types.Tuple) bool {
	for v := range list.Variables() {
		if MayHold(v.Type()) {
			return true
		}
	}
	return false
}

// AnyLeads reports whether one of a list of parameters or results can lead to a
// body.
func AnyLeads(list *types.Tuple) bool {
	for v := range list.Variables() {
		if CanLead(v.Type()) {
			return true
		}
	}
	return false
}

// eachPlace calls yield for each of the places that Places returns.
func eachPlace(t types.Type, yield func(Place)) {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		if _, twice := types.Unalias(p.Elem()).(*types.Pointer); twice {
			t = p.Elem() // a pointer leads where what it points to leads
		}
	}
	if rel, ok := relationOf(t); ok {
		yield(Place{"", rel})
		return
	}
	elem := elemOf(t)
	if elem == nil {
		fieldPlaces(t, "", maxDepth, yield)
		return
	}
	if rel, ok := relationOf(elem); ok {
		yield(Place{Element, rel})
	}
}

// relationOf returns in what relation a value of type t stands to the body that
// it leads to by itself, without its fields and elements.
func relationOf(t types.Type) (rel effect.Relation, ok bool) {
	switch {
	case IsResponse(t):
		return effect.Whole(), true
	case isStream(t):
		return effect.Body(), true
	case isCleanup(t):
		return effect.Call(), true
	}
	return effect.Relation{}, false
}

// elemOf returns the type of the elements of a slice or array, or nil.
func elemOf(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	}
	return nil
}

// IsTypeParam reports whether t is a type parameter.
func IsTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// isStream reports whether t is an interface that a body satisfies by its
// declared type, io.ReadCloser, or a type parameter. An interface with more
// methods, such as net.Conn, is something else.
func isStream(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if IsTypeParam(t) {
		return true
	}
	it, ok := t.Underlying().(*types.Interface)
	if !ok || it.NumMethods() == 0 || it.NumMethods() > 2 {
		return false
	}
	for m := range it.Methods() {
		if !IsReadMethod(m) && !IsCloseMethod(m) {
			return false
		}
	}
	return true
}

// isStandard reports whether t is declared in the standard library, whose structs
// are handled by models and not by their fields.
func isStandard(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && IsStandardPath(n.Obj().Pkg().Path())
}

// IsStandardPath reports whether a package path is the standard library's. That
// its first element has no dot would not do: modules called "app" are common.
func IsStandardPath(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	switch first {
	case "archive", "arena", "bufio", "builtin", "bytes", "cmd", "cmp", "compress", "container",
		"context", "crypto", "database", "debug", "embed", "encoding", "errors", "expvar", "flag",
		"fmt", "go", "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps",
		"math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "simd",
		"slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text",
		"time", "unicode", "unique", "unsafe", "vendor", "weak":
		return true
	}
	return false
}

// isCleanup reports whether t is the type of functions that take nothing and
// return at most an error, as cleanups and Close as a method value do.
// Named function types have meanings of their own, such as context.CancelFunc; those
// that have a Close method are what a function becomes to be an io.Closer.
func isCleanup(t types.Type) bool {
	_, named := types.Unalias(t).(*types.Named)
	return TakesNothing(t) && (!named || CanClose(t))
}

// TakesNothing reports whether t is a type of functions, named or not, that take
// nothing and return at most an error: they may close or cancel, and read for nobody.
func TakesNothing(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() > 0 {
		return false
	}
	n := sig.Results().Len()
	return n == 0 || n == 1 && IsError(sig.Results().At(0).Type())
}

// fieldPlaces calls yield for the places in the fields of a struct, down to a depth.
func fieldPlaces(t types.Type, prefix string, depth int, yield func(Place)) {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || isStandard(t) {
		return
	}
	for i := range st.NumFields() {
		f := st.Field(i) // paths are only built where they lead to something: most lead nowhere
		switch {
		case IsResponse(f.Type()):
			yield(Place{Join(prefix, f.Name()), effect.Whole()})
		case isBodyField(f):
			yield(Place{Join(prefix, f.Name()), effect.Body()})
		case isCleanup(f.Type()):
			yield(Place{Join(prefix, f.Name()), effect.Call()})
		case depth > 1:
			fieldPlaces(f.Type(), Join(prefix, f.Name()), depth-1, yield)
		}
	}
}

// isBodyField reports whether a struct field can hold a body that the struct
// has to close, if only by closing it, as the io.Closer beside a reader of its
// does: a plain io.Reader cannot be closed, and a type parameter in a field is a
// container's business.
func isBodyField(f *types.Var) bool {
	t := f.Type()
	if IsTypeParam(t) {
		return false
	}
	return isStream(t) && (f.Embedded() || CanClose(t))
}

// Join appends a field name to a path.
func Join(path, field string) string {
	if path == "" {
		return field
	}
	if field == "" {
		return path
	}
	return path + "." + field
}
