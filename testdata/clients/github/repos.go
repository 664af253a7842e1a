// Package github asks GitHub. Its methods decode and close; BareDo and the
// downloads hand the body over.
package github

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/google/go-github/v84/github"
)

func goodGetsUser(ctx context.Context, c *github.Client) (string, error) {
	user, _, err := c.Users.Get(ctx, "octocat")
	if err != nil {
		return "", err
	}
	return user.GetName(), nil
}

func goodPages(ctx context.Context, c *github.Client) (all []*github.Repository, err error) {
	opts := &github.RepositoryListByOrgOptions{ListOptions: github.ListOptions{PerPage: 10}}
	for {
		repos, resp, err := c.Repositories.ListByOrg(ctx, "golang", opts)
		if err != nil {
			return nil, err
		}
		all = append(all, repos...)
		if resp.NextPage == 0 {
			return all, nil
		}
		opts.Page = resp.NextPage
	}
}

func goodLooksAtStatus(ctx context.Context, c *github.Client) (bool, error) {
	_, resp, err := c.Repositories.Get(ctx, "golang", "go")
	if resp != nil && resp.StatusCode == http.StatusNotFound {
		return false, nil
	}
	return err == nil, err
}

func goodDoes(ctx context.Context, c *github.Client) (int, error) {
	req, err := c.NewRequest("GET", "meta", nil)
	if err != nil {
		return 0, err
	}
	var meta map[string]any
	resp, err := c.Do(ctx, req, &meta)
	if err != nil {
		return 0, err
	}
	return resp.Rate.Remaining, nil
}

func goodDoesForStatus(ctx context.Context, c *github.Client, req *http.Request) (int, error) {
	resp, err := c.Do(ctx, req, nil)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func badBareDo(ctx context.Context, c *github.Client, req *http.Request) (int, error) {
	resp, err := c.BareDo(ctx, req) // want "c.BareDo is never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func badBareDoUnread(ctx context.Context, c *github.Client, req *http.Request) (int, error) {
	resp, err := c.BareDo(ctx, req) // want "c.BareDo is closed on line 80 without being read to EOF"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func goodBareDo(ctx context.Context, c *github.Client, req *http.Request) ([]byte, error) {
	resp, err := c.BareDo(ctx, req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func badDownload(ctx context.Context, c *github.Client, w io.Writer) error {
	rc, _, err := c.Repositories.DownloadContents(ctx, "golang", "go", "README.md", nil) // want "response body of c.Repositories.DownloadContents is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, rc)
	return err
}

func badDownloadFailed(ctx context.Context, c *github.Client) ([]byte, error) {
	rc, resp, err := c.Repositories.DownloadContents(ctx, "golang", "go", "README.md", nil) // want "response body of c.Repositories.DownloadContents is not closed when returning on line 108"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusPartialContent {
		return nil, fmt.Errorf("download: %s", resp.Status)
	}
	defer rc.Close()
	return io.ReadAll(rc)
}

func goodDownload(ctx context.Context, c *github.Client) ([]byte, error) {
	rc, resp, err := c.Repositories.DownloadContents(ctx, "golang", "go", "README.md", nil)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, os.ErrNotExist
	}
	return io.ReadAll(rc)
}

func badAsset(ctx context.Context, c *github.Client, follow *http.Client, w io.Writer) error {
	rc, _, err := c.Repositories.DownloadReleaseAsset(ctx, "golang", "go", 1, follow) // want "response body of c.Repositories.DownloadReleaseAsset is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, rc)
	return err
}

func goodAsset(ctx context.Context, c *github.Client, follow *http.Client, w io.Writer) error {
	rc, url, err := c.Repositories.DownloadReleaseAsset(ctx, "golang", "go", 1, follow) // false: url is set only where rc is nil // want "response body of c.Repositories.DownloadReleaseAsset is not closed when returning on line 141"
	if err != nil {
		return err
	}
	if url != "" {
		return fmt.Errorf("moved to %s", url)
	}
	defer rc.Close()
	_, err = io.Copy(w, rc)
	return err
}
