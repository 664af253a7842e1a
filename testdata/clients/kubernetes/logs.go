// Package kubernetes asks an API server. Stream hands the body over; Do and
// DoRaw are done with it when they return.
package kubernetes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"k8s.io/client-go/rest"
)

func badLogs(ctx context.Context, c rest.Interface) (string, error) {
	logs, err := c.Get().Namespace("default").Resource("pods").Name("web").SubResource("log").Stream(ctx) // want "is never closed"
	if err != nil {
		return "", err
	}
	buf := new(bytes.Buffer)
	_, err = io.Copy(buf, logs)
	return buf.String(), err
}

func badFirstLine(ctx context.Context, req *rest.Request) (string, error) {
	logs, err := req.Stream(ctx) // want "response body of req.Stream is not closed when returning on line 32"
	if err != nil {
		return "", err
	}
	scanner := bufio.NewScanner(logs)
	if scanner.Scan() && scanner.Text() != "ready" {
		return "", errors.New("not ready")
	}
	return scanner.Text(), logs.Close()
}

func badUnread(ctx context.Context, req *rest.Request) error {
	logs, err := req.Stream(ctx) // want "response body of req.Stream is closed on line 42 without being read to EOF"
	if err != nil {
		return err
	}
	return logs.Close()
}

func goodLogs(ctx context.Context, c rest.Interface, w io.Writer) error {
	logs, err := c.Get().Namespace("default").Resource("pods").Name("web").SubResource("log").Stream(ctx)
	if err != nil {
		return err
	}
	defer logs.Close()
	_, err = io.Copy(w, logs)
	return err
}

func goodLines(ctx context.Context, req *rest.Request, each func(string)) error {
	logs, err := req.Stream(ctx)
	if err != nil {
		return err
	}
	defer logs.Close()
	scanner := bufio.NewScanner(logs)
	for scanner.Scan() {
		each(scanner.Text())
	}
	return scanner.Err()
}

func goodRaw(ctx context.Context, c rest.Interface) ([]byte, error) {
	return c.Get().AbsPath("/metrics").DoRaw(ctx)
}

func goodDo(ctx context.Context, c rest.Interface) (int, error) {
	var status int
	err := c.Get().AbsPath("/healthz").Do(ctx).StatusCode(&status).Error()
	return status, err
}
