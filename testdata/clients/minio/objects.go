// Package minio keeps objects. An Object requests what is read from it, and
// holds the body until it is closed.
package minio

import (
	"context"
	"errors"
	"io"

	"github.com/minio/minio-go/v7"
)

func badGet(ctx context.Context, c *minio.Client) ([]byte, error) {
	obj, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{}) // miss unclosed: a goroutine requests what the Object is asked for
	if err != nil {
		return nil, err
	}
	return io.ReadAll(obj)
}

func badGetStat(ctx context.Context, c *minio.Client, limit int64) ([]byte, error) {
	obj, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{}) // miss unclosed: a goroutine requests what the Object is asked for
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	if n, err := io.ReadFull(obj, head); err != nil || int64(n) > limit {
		return head, err
	}
	defer obj.Close()
	return io.ReadAll(obj)
}

func goodGet(ctx context.Context, c *minio.Client, w io.Writer) error {
	obj, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	defer obj.Close()
	_, err = io.Copy(w, obj)
	return err
}

func badCore(ctx context.Context, c minio.Core) ([]byte, error) {
	body, _, _, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{}) // want "c.GetObject is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(body)
}

func badCoreTooLarge(ctx context.Context, c minio.Core, limit int64) ([]byte, error) {
	body, info, _, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{}) // want "c.GetObject is not closed when returning on line 58"
	if err != nil {
		return nil, err
	}
	if info.Size > limit {
		return nil, errors.New("too large")
	}
	defer body.Close()
	return io.ReadAll(body)
}

func badCoreUnread(ctx context.Context, c minio.Core) (int64, error) {
	body, info, _, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{}) // miss unread: executeMethod looks into some responses for an error, 5 MiB deep
	if err != nil {
		return 0, err
	}
	body.Close()
	return info.Size, nil
}

func goodCore(ctx context.Context, c minio.Core) ([]byte, error) {
	body, _, _, err := c.GetObject(ctx, "bucket", "key", minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return io.ReadAll(body)
}

func goodFile(ctx context.Context, c *minio.Client, file string) error {
	return c.FGetObject(ctx, "bucket", "key", file, minio.GetObjectOptions{})
}

func goodStat(ctx context.Context, c *minio.Client) (int64, error) {
	info, err := c.StatObject(ctx, "bucket", "key", minio.StatObjectOptions{})
	if err != nil {
		return 0, err
	}
	return info.Size, nil
}

func goodPut(ctx context.Context, c *minio.Client, r io.Reader, size int64) error {
	_, err := c.PutObject(ctx, "bucket", "key", r, size, minio.PutObjectOptions{})
	return err
}
