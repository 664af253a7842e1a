// Package claims is read by testCalls. A comment behind a call says what the
// library must say of it; a call without a comment must be unknown to it.
package claims

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/frankban/quicktest"
	"github.com/go-quicktest/qt"
	. "github.com/onsi/gomega"
	"github.com/rs/zerolog"
	zlog "github.com/rs/zerolog/log"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/check.v1"
	gotest "gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"
)

func testify(t *testing.T, err error, resp *http.Response, a *assert.Assertions, r *require.Assertions) {
	assert.NoError(t, err)               // claim: err is nil, tells
	require.NoError(t, err)              // claim: err is nil, ends
	require.NoErrorf(t, err, "x")        // claim: err is nil, ends
	a.NoError(err)                       // claim: err is nil, tells
	r.Nil(err)                           // claim: err is nil, ends
	r.NotNilf(resp, "x")                 // claim: resp is non-nil, ends
	require.Error(t, err)                // claim: err is non-nil, ends
	require.ErrorIs(t, err, os.ErrExist) // claim: err is non-nil, ends
	require.ErrorIs(t, err, io.EOF)      // claim: err is io.EOF, ends
	r.ErrorIs(err, io.EOF)               // claim: err is io.EOF, ends
	require.True(t, err == nil)          // claim: err == nil is true, ends
	assert.False(t, err != nil)          // claim: err != nil is false, tells
	require.Equal(t, 200, resp.StatusCode)
	assert.FailNow(t, "x") // never returns
	r.FailNow("x")         // never returns
}

func gotests(t *testing.T, err error) {
	gotest.NilError(t, err)                           // claim: err is nil, ends
	gotest.ErrorIs(t, err, io.EOF)                    // claim: err is io.EOF, ends
	gotest.Assert(t, err == nil)                      // claim: err == nil is true, ends
	gotest.Assert(t, err)                             // claim: err is nil, ends
	gotest.Assert(t, cmp.Nil(err))                    // claim: err is nil, ends
	gotest.Check(t, cmp.ErrorContains(err, "broken")) // claim: err is non-nil, tells
	gotest.Assert(t, cmp.Equal(1, 2))
}

func quick(t *testing.T, c *quicktest.C, err error) {
	c.Assert(err, quicktest.IsNil)                        // claim: err is nil, ends, tells
	c.Check(err, quicktest.IsNotNil)                      // claim: err is non-nil, tells
	c.Assert(err, quicktest.Not(quicktest.IsNil))         // claim: err is non-nil, ends, tells
	quicktest.Assert(t, err, quicktest.ErrorMatches, "x") // claim: err is non-nil, ends, tells
	c.Assert(err, quicktest.Equals, nil)
	qt.Assert(t, qt.IsNil(err))          // claim: err is nil, ends, tells
	qt.Assert(t, qt.Not(qt.IsNil(err)))  // claim: err is non-nil, ends, tells
	qt.Check(t, qt.ErrorIs(err, io.EOF)) // claim: err is non-nil, tells
}

func gocheck(c *check.C, err error) {
	c.Assert(err, check.IsNil)               // claim: err is nil, ends
	c.Check(err, check.NotNil)               // claim: err is non-nil, tells
	c.Assert(err, check.Not(check.NotNil))   // claim: err is nil, ends
	c.Assert(err, check.ErrorMatches, "x.*") // claim: err is non-nil, ends
	c.Fatal("x")                             // never returns
}

func gomegas(g Gomega, err error, get func() (int, error)) {
	Expect(err).To(HaveOccurred())               // claim: err is non-nil, ends, tells
	Expect(err).NotTo(HaveOccurred())            // claim: err is nil, ends, tells
	Expect(err).ToNot(HaveOccurred())            // claim: err is nil, ends, tells
	Expect(err).To(Not(HaveOccurred()))          // claim: err is nil, ends, tells
	Ω(err).ShouldNot(HaveOccurred(), "x")        // claim: err is nil, ends, tells
	g.Expect(err).Should(BeNil())                // claim: err is nil, ends, tells
	Expect(err).WithOffset(1).To(Succeed())      // claim: err is nil, ends, tells
	ExpectWithOffset(1, err).To(MatchError("x")) // claim: err is non-nil, ends, tells
	Expect(err == nil).To(BeTrue())              // claim: err == nil is true, ends, tells
	Expect(err).NotTo(MatchError("x"))
	Expect(get()).To(BeNil())
	Expect(1).To(Equal(2))
}

func exits(t *testing.T, tb testing.TB, logger zerolog.Logger, err error) {
	os.Exit(1)                          // never returns
	log.Fatalf("%v", err)               // never returns
	log.Default().Panicln(err)          // never returns
	runtime.Goexit()                    // never returns
	t.Fatal(err)                        // never returns
	tb.Skip()                           // never returns
	zlog.Fatal().Err(err).Msg("x")      // never returns
	logger.Panic().Str("a", "b").Send() // never returns
	zlog.Error().Err(err).Msg("x")
	logger.Fatal().Err(err)
	t.Error(err)
	log.Println(err)
}

func callbacks(t *testing.T, once *sync.Once, group *sync.WaitGroup, f func()) {
	t.Cleanup(f)                      // runs 0 deferred
	t.Run("x", nil)                   // runs 1 now
	once.Do(f)                        // runs 0 now
	group.Go(f)                       // runs 0 go
	time.AfterFunc(0, f)              // runs 1 go
	context.AfterFunc(t.Context(), f) // runs 1 go
	errors.New("x")                   // fails
}

func dumps(resp *http.Response, all bool) {
	httputil.DumpResponse(resp, true)  // 2 outcomes
	httputil.DumpResponse(resp, false) // 0 outcomes
	httputil.DumpResponse(resp, all)   // 3 outcomes
	io.Copy(io.Discard, resp.Body)     // drains 1 into 0
}
