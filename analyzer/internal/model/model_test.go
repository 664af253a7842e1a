package model

import (
	"errors"
	"fmt"
	"go/types"
	"testing"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// testRows resolves every row of every table against the real declarations: the
// symbol exists, each index too, and the types fit what the row says of them.
func (w *world) testRows(t *testing.T) {
	for _, path := range w.paths {
		pkg := w.packages[path]
		resolve(t, pkg, summaryRows(path), w.fitsSummary)
		resolve(t, pkg, variantRows(path), w.fitsVariant)
		resolve(t, pkg, exitRows(path), func(_ struct{}, _ *types.Func) error { return nil })
		resolve(t, pkg, failureRows(path), fitsFailure)
		resolve(t, pkg, assertionRows(path), fitsAssertion)
		resolve(t, pkg, callbackRows(path), fitsCallback)
		resolve(t, pkg, drainRows(path), w.fitsDrain)
		for _, r := range downloadRows(path) {
			if err := w.fitsDownload(r.value, pkg.Scope().Lookup(r.symbol)); err != nil {
				t.Errorf("%s: %s: %v", path, r.symbol, err)
			}
		}
		for _, r := range matcherRows(path) {
			if pkg.Scope().Lookup(r.symbol) == nil {
				t.Errorf("%s: no matcher %s", path, r.symbol)
			}
		}
	}
}

// resolve checks the rows of one table about one package.
func resolve[V any](t *testing.T, pkg *types.Package, rows []named[V], fits func(V, *types.Func) error) {
	t.Helper()
	seen := map[key]bool{}
	for _, r := range rows {
		if seen[parse(r.symbol)] {
			t.Errorf("%s: two rows for %s", pkg.Path(), r.symbol)
		}
		seen[parse(r.symbol)] = true
		if r.symbol == "*" {
			continue
		}
		fn := lookup(pkg, r.symbol)
		if fn == nil {
			t.Errorf("%s: no function %s", pkg.Path(), r.symbol)
		} else if err := fits(r.value, fn); err != nil {
			t.Errorf("%s: %s: %v", pkg.Path(), r.symbol, err)
		}
	}
}

// lookup returns the function that a symbol denotes, or nil.
func lookup(pkg *types.Package, symbol string) *types.Func {
	k := parse(symbol)
	if k.receiver == "" {
		fn, _ := pkg.Scope().Lookup(k.name).(*types.Func)
		return fn
	}
	for fn := range functions(pkg) {
		if found, ok := keyOf(fn); ok && found == k {
			return fn
		}
	}
	return nil
}

func (w *world) fitsSummary(s effect.Summary, fn *types.Func) error {
	var errs []error
	for _, p := range s.Params {
		if p.Path != "" {
			errs = append(errs, fmt.Errorf("parameter path %q: nobody checks it", p.Path))
		}
		errs = append(errs, w.fitsParam(p.Param, fn))
		for _, o := range p.Outcomes {
			errs = append(errs, fitsGuards(o.When, fn), w.fitsAliases(o.Aliases, fn))
		}
	}
	for _, f := range s.Fresh {
		errs = append(errs, fitsGuards(f.When, fn), w.fitsAliases(f.Aliases, fn))
	}
	return errors.Join(errs...)
}

// fitsParam checks that a body, a response or a wrapper can be the argument.
func (w *world) fitsParam(index int, fn *types.Func) error {
	t, err := paramType(fn, index)
	if err != nil {
		return err
	}
	_, generic := types.Unalias(t).(*types.TypeParam)
	if p, ok := t.(*types.Pointer); ok && !generic {
		_, generic = p.Elem().(*types.TypeParam)
	}
	if generic || types.Identical(t, w.response) || w.wrapper(t) ||
		types.IsInterface(t) && types.AssignableTo(w.readCloser, t) {
		return nil
	}
	if index == effect.Receiver { // storing methods, whose receiver is no body
		return fmt.Errorf("receiver %v leads to no body", t)
	}
	return fmt.Errorf("parameter %d has type %v, which is no body", index, t)
}

// wrapper reports whether some row returns a value that leads to a body and can
// be passed as t: a *bufio.Reader as itself and as an io.ByteReader.
func (w *world) wrapper(t types.Type) bool {
	for _, path := range w.paths {
		for _, r := range summaryRows(path) {
			for _, p := range r.value.Params {
				for _, o := range p.Outcomes {
					fn := lookup(w.packages[path], r.symbol)
					if len(o.Aliases) > 0 && fn != nil && types.AssignableTo(fn.Signature().Results().At(0).Type(), t) {
						return true
					}
				}
			}
		}
	}
	return false
}

func (w *world) fitsAliases(aliases []effect.Alias, fn *types.Func) error {
	for _, a := range aliases {
		if a.Result >= fn.Signature().Results().Len() {
			return fmt.Errorf("no result %d", a.Result)
		}
		t := fn.Signature().Results().At(a.Result).Type()
		if a.Path != "" {
			field, _, _ := types.LookupFieldOrMethod(t, true, fn.Pkg(), a.Path)
			if field == nil {
				return fmt.Errorf("result %d has no field %s", a.Result, a.Path)
			}
			t = field.Type()
		}
		if (a.Rel.Kind == effect.Response) != types.Identical(t, w.response) {
			return fmt.Errorf("result %d is %v, which does not fit its relation", a.Result, t)
		}
	}
	return nil
}

// fitsDownload checks that a type has the field of its row, which can be read and
// closed, and that functions return it with an error.
func (w *world) fitsDownload(fresh effect.Fresh, obj types.Object) error {
	if obj == nil {
		return errors.New("no such type")
	}
	makers := 0
	var errs []error
	for fn := range functions(obj.Pkg()) {
		results := fn.Signature().Results()
		if results.Len() != 2 || !types.Identical(results.At(0).Type(), types.NewPointer(obj.Type())) {
			continue
		}
		makers++
		errs = append(errs, w.fitsAliases(fresh.Aliases, fn), fitsGuards(fresh.When, fn))
	}
	t := types.Type(types.NewPointer(obj.Type()))
	if path := fresh.Aliases[0].Path; path != "" {
		field, _, _ := types.LookupFieldOrMethod(t, true, obj.Pkg(), path)
		if field == nil {
			return fmt.Errorf("no field %s", path)
		}
		t = field.Type()
	}
	if makers == 0 || !types.Implements(t, w.readCloser.Underlying().(*types.Interface)) {
		errs = append(errs, fmt.Errorf("%d functions return it, and its body is %v", makers, t))
	}
	return errors.Join(errs...)
}

func fitsGuards(guards []effect.Guard, fn *types.Func) error {
	for _, g := range guards {
		if g.Result >= fn.Signature().Results().Len() {
			return fmt.Errorf("no result %d", g.Result)
		}
		want := "error"
		if g.Is == effect.True || g.Is == effect.False {
			want = "bool"
		}
		if got := fn.Signature().Results().At(g.Result).Type().String(); got != want {
			return fmt.Errorf("result %d is %s, but the row calls it %s", g.Result, got, want)
		}
	}
	return nil
}

func (w *world) fitsVariant(v variant, fn *types.Func) error {
	return errors.Join(fitsType(fn, v.param, "bool"), w.fitsSummary(v.yes, fn), w.fitsSummary(v.no, fn))
}

func (w *world) fitsDrain(d drain, fn *types.Func) error {
	return errors.Join(fitsType(fn, d.dst, "io.Writer"), fitsType(fn, d.src, "io.Reader"))
}

func fitsFailure(_ struct{}, fn *types.Func) error {
	if r := fn.Signature().Results(); r.Len() == 1 && types.AssignableTo(r.At(0).Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	return errors.New("the result is no error")
}

func fitsAssertion(a Assertion, fn *types.Func) error {
	var errs []error
	arg, err := paramType(fn, a.Arg)
	switch {
	case err != nil:
		return err
	case a.Is == effect.True || a.Is == effect.False:
		errs = append(errs, fitsType(fn, a.Arg, "bool"))
	case !types.IsInterface(arg) && types.Unalias(arg) != types.Typ[types.Invalid]:
		errs = append(errs, fmt.Errorf("argument %d is %v", a.Arg, arg))
	}
	if a.Matcher != none {
		errs = append(errs, fitsType(fn, a.Matcher, fn.Pkg().Path()+".Checker"))
	}
	if a.Target != none {
		errs = append(errs, fitsType(fn, a.Target, "error"))
	}
	if r := fn.Signature().Results(); a.Tells != (r.Len() == 1) {
		errs = append(errs, fmt.Errorf("results %v, Tells %v", r, a.Tells))
	}
	return errors.Join(errs...)
}

func fitsCallback(c callback, fn *types.Func) error {
	index := c.param
	if index == lastFunc {
		l := New()
		var ok bool
		if index, _, ok = l.Callback(fn); !ok {
			return errors.New("no parameter is a function")
		}
	}
	t, err := paramType(fn, index)
	if err != nil {
		return err
	}
	_, isFunc := t.Underlying().(*types.Signature)
	_, isAny := t.Underlying().(*types.Interface)
	if s, ok := t.(*types.Slice); ok { // DeferCleanup(args ...any)
		_, isAny = s.Elem().Underlying().(*types.Interface)
	}
	if !isFunc && !isAny {
		return fmt.Errorf("parameter %d is %v", index, t)
	}
	return nil
}

// paramType returns the type of a parameter or of the receiver.
func paramType(fn *types.Func, index int) (types.Type, error) {
	sig := fn.Signature()
	switch last := sig.Params().Len() - 1; {
	case index == effect.Receiver && sig.Recv() != nil:
		return sig.Recv().Type(), nil
	case index == effect.Every && sig.Variadic():
		return sig.Params().At(last).Type().(*types.Slice).Elem(), nil
	case index < 0 || index > last:
		return nil, fmt.Errorf("no parameter %d", index)
	default:
		return sig.Params().At(index).Type(), nil
	}
}

func fitsType(fn *types.Func, index int, want string) error {
	t, err := paramType(fn, index)
	if err == nil && t.String() != want {
		err = fmt.Errorf("parameter %d is %v, not %s", index, t, want)
	}
	return err
}
