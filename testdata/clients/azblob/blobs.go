// Package azblob keeps blobs. What DownloadStream returns is read from the
// connection; all other calls are done with it when they return.
package azblob

import (
	"context"
	"errors"
	"io"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
)

func badDownload(ctx context.Context, c *azblob.Client) ([]byte, error) {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil) // want "c.DownloadStream is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func badDownloadTooLarge(ctx context.Context, c *azblob.Client, limit int64) ([]byte, error) {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil) // want "c.DownloadStream is not closed when returning on line 27"
	if err != nil {
		return nil, err
	}
	if resp.ContentLength != nil && *resp.ContentLength > limit {
		return nil, errors.New("too large")
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func badDownloadUnread(ctx context.Context, c *azblob.Client) (*string, error) {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil) // want "c.DownloadStream is closed on line 38 without being read to EOF"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return resp.ContentType, nil
}

func goodDownload(ctx context.Context, c *azblob.Client, w io.Writer) error {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// The retry reader closes the body.
func goodRetryReader(ctx context.Context, c *azblob.Client) ([]byte, error) {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil)
	if err != nil {
		return nil, err
	}
	r := resp.NewRetryReader(ctx, nil)
	defer r.Close()
	return io.ReadAll(r)
}

func badRetryReader(ctx context.Context, c *azblob.Client) ([]byte, error) {
	resp, err := c.DownloadStream(ctx, "container", "blob", nil) // want "c.DownloadStream is never closed"
	if err != nil {
		return nil, err
	}
	r := resp.NewRetryReader(ctx, nil)
	return io.ReadAll(r)
}

func goodBuffer(ctx context.Context, c *azblob.Client, buf []byte) (int64, error) {
	return c.DownloadBuffer(ctx, "container", "blob", buf, nil)
}

func goodUpload(ctx context.Context, c *azblob.Client, data []byte) error {
	_, err := c.UploadBuffer(ctx, "container", "blob", data, nil)
	return err
}

func goodProperties(ctx context.Context, c *azblob.Client) (*int64, error) {
	props, err := c.ServiceClient().NewContainerClient("container").NewBlobClient("blob").GetProperties(ctx, nil)
	if err != nil {
		return nil, err
	}
	return props.ContentLength, nil
}

func goodDelete(ctx context.Context, c *azblob.Client) error {
	_, err := c.DeleteBlob(ctx, "container", "blob", nil)
	return err
}
