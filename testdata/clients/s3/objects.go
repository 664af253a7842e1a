// Package s3 keeps objects. What GetObject returns is read from the connection;
// all other calls are done with it when they return.
package s3

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func badGet(ctx context.Context, c *s3.Client) ([]byte, error) {
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String("k")}) // want "c.GetObject is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(out.Body)
}

func badGetTooLarge(ctx context.Context, c *s3.Client, limit int64) ([]byte, error) {
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String("k")}) // want "c.GetObject is not closed when returning on line 30"
	if err != nil {
		return nil, err
	}
	if aws.ToInt64(out.ContentLength) > limit {
		return nil, errors.New("too large")
	}
	defer out.Body.Close()
	return io.ReadAll(out.Body)
}

func badGetUnread(ctx context.Context, c *s3.Client) (string, error) {
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String("k")}) // want "c.GetObject is closed on line 41 without being read to EOF"
	if err != nil {
		return "", err
	}
	defer out.Body.Close()
	return aws.ToString(out.ContentType), nil
}

func goodGet(ctx context.Context, c *s3.Client, w io.Writer) error {
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String("k")})
	if err != nil {
		var missing *types.NoSuchKey
		if errors.As(err, &missing) {
			return nil
		}
		return err
	}
	defer out.Body.Close()
	_, err = io.Copy(w, out.Body)
	return err
}

// The caller closes what it gets.
func open(ctx context.Context, c *s3.Client, key string) (io.ReadCloser, error) {
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String(key)})
	if err != nil {
		return nil, err
	}
	return out.Body, nil
}

func badOpen(ctx context.Context, c *s3.Client) ([]byte, error) {
	r, err := open(ctx, c, "k") // want "open is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func goodOpen(ctx context.Context, c *s3.Client) ([]byte, error) {
	r, err := open(ctx, c, "k")
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func goodPut(ctx context.Context, c *s3.Client, data []byte) error {
	_, err := c.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("b"), Key: aws.String("k"), Body: bytes.NewReader(data)})
	return err
}

func goodHead(ctx context.Context, c *s3.Client) (int64, error) {
	out, err := c.HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String("b"), Key: aws.String("k")})
	if err != nil {
		return 0, err
	}
	return aws.ToInt64(out.ContentLength), nil
}

func goodList(ctx context.Context, c *s3.Client) (keys []string, err error) {
	pages := s3.NewListObjectsV2Paginator(c, &s3.ListObjectsV2Input{Bucket: aws.String("b")})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, o := range page.Contents {
			keys = append(keys, aws.ToString(o.Key))
		}
	}
	return keys, nil
}
