package wire

import (
	"fmt"
	"io"
	"net/http"
	"reflect"
)

// Settle does with the results of a case what a correct caller does: it
// reads and closes the bodies among them and calls the functions.
func (r *Run) Settle(results ...any) {
	for _, v := range results {
		r.results += digest(v) + " "
	}
	for _, v := range results {
		settle(v)
	}
}

// digest tells apart results that callers act on, but not, say, two dates.
func digest(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return "error"
	case string:
		return fmt.Sprint(v != "")
	case []byte:
		return fmt.Sprint(len(v))
	case int, int64, bool:
		return fmt.Sprint(v)
	}
	rv := reflect.ValueOf(v)
	return fmt.Sprintf("%T %v", v, rv.Kind() == reflect.Pointer && rv.IsNil())
}

func settle(v any) {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.Kind() == reflect.Pointer && rv.IsNil() {
		return
	}
	switch v := v.(type) {
	case *http.Response:
		if v.Body != nil {
			settle(v.Body)
		}
		return
	case io.Reader:
		io.Copy(io.Discard, v)
		if c, ok := v.(io.Closer); ok {
			c.Close()
		}
		return
	case io.Closer:
		v.Close()
		return
	case func():
		if v != nil {
			v()
		}
		return
	case func() error:
		if v != nil {
			v()
		}
		return
	}
	settleParts(rv)
}

// settleParts settles the elements of a slice and the exported fields of a struct.
func settleParts(rv reflect.Value) {
	for rv.Kind() == reflect.Pointer {
		rv = rv.Elem()
	}
	switch rv.Kind() {
	case reflect.Slice:
		for i := range rv.Len() {
			if rv.Index(i).CanInterface() {
				settle(rv.Index(i).Interface())
			}
		}
	case reflect.Struct:
		for i := range rv.NumField() {
			f := rv.Field(i)
			if !f.CanInterface() {
				continue
			}
			if _, ok := f.Interface().(*http.Response); ok || f.Type() == reflect.TypeFor[io.ReadCloser]() {
				settle(f.Interface())
			}
		}
	}
}
