package model

import (
	"go/types"

	"github.com/respbody/respbody/analyzer/internal/effect"
)

// What object stores hand over stands on a connection, but their clients pass it
// through layers of middleware where no summary follows it. A row names the result
// type, and not a function: those who test with stubs call such a client through an
// interface of their own.

// Download returns what a function hands out whose results are a value of type t and
// an error, and the package of the type, where all functions of that shape do. It
// returns nil if the type is nothing special.
func (l *Library) Download(t types.Type) (*effect.Fresh, *types.Package) {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return nil, nil
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok {
		return nil, nil
	}
	return l.downloads.object(n.Obj()), n.Obj().Pkg()
}

func downloadRows(path string) []named[effect.Fresh] {
	switch path {
	case "github.com/aws/aws-sdk-go-v2/service/s3", "github.com/aws/aws-sdk-go/service/s3":
		return each(holds("Body", effect.None), "GetObjectOutput", "GetObjectTorrentOutput")
	case "cloud.google.com/go/storage":
		// HTTP/2 or gRPC, and so a connection that has many streams.
		return each(holds("", effect.EOF), "Reader")
	}
	return nil
}

// holds says that a value has an open body in a field, or is one itself, if the error
// beside it is nil. Read is how far the body needs no reading.
func holds(field string, read effect.Reading) effect.Fresh {
	return effect.Fresh{
		Aliases: []effect.Alias{{Path: field, Rel: effect.Body()}},
		When:    []effect.Guard{{Result: 1, Is: effect.Nil}},
		Read:    read,
	}
}
