// Package suite stands in for github.com/stretchr/testify/suite.
package suite

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestingSuite can store and return the current *testing.T.
type TestingSuite interface {
	T() *testing.T
	SetT(*testing.T)
}

// SetupTestSuite has a SetupTest method, which runs before each test.
type SetupTestSuite interface{ SetupTest() }

// TearDownTestSuite has a TearDownTest method, which runs after each test.
type TearDownTestSuite interface{ TearDownTest() }

// Suite is a basic testing suite.
type Suite struct {
	*assert.Assertions
	require *require.Assertions
	t       *testing.T
}

// T retrieves the current *testing.T context.
func (suite *Suite) T() *testing.T { return suite.t }

// SetT sets the current *testing.T context.
func (suite *Suite) SetT(t *testing.T) {
	suite.t = t
	suite.Assertions = assert.New(t)
	suite.require = require.New(t)
}

// Require returns a require context for suite.
func (suite *Suite) Require() *require.Assertions { return suite.require }

// Run runs every method of the suite whose name begins with Test as a subtest.
func Run(t *testing.T, suite TestingSuite) {
	v := reflect.ValueOf(suite)
	suite.SetT(t)
	for i := range v.NumMethod() {
		name := v.Type().Method(i).Name
		if !strings.HasPrefix(name, "Test") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			parent := suite.T()
			suite.SetT(t)
			defer suite.SetT(parent)
			defer func() {
				if s, ok := suite.(TearDownTestSuite); ok {
					s.TearDownTest()
				}
			}()
			if s, ok := suite.(SetupTestSuite); ok {
				s.SetupTest()
			}
			v.Method(i).Call(nil)
		})
	}
}
