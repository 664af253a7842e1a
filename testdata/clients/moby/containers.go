// Package moby asks a Docker daemon. Logs, pulls, saves and stats are streams
// that the caller closes; all other calls are done when they return.
package moby

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/moby/moby/client"
)

func badLogs(ctx context.Context, cli *client.Client, w io.Writer) error {
	logs, err := cli.ContainerLogs(ctx, "web", client.ContainerLogsOptions{ShowStdout: true}) // want "response body of cli.ContainerLogs is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, logs)
	return err
}

func badLogsUnread(ctx context.Context, cli *client.Client) error {
	logs, err := cli.ContainerLogs(ctx, "web", client.ContainerLogsOptions{ShowStdout: true}) // want "cli.ContainerLogs is closed on line 29 without being read to EOF"
	if err != nil {
		return err
	}
	return logs.Close()
}

func goodLogs(ctx context.Context, cli *client.Client, w io.Writer) error {
	logs, err := cli.ContainerLogs(ctx, "web", client.ContainerLogsOptions{ShowStdout: true})
	if err != nil {
		return err
	}
	defer logs.Close()
	_, err = io.Copy(w, logs)
	return err
}

func badPull(ctx context.Context, cli *client.Client) error {
	_, err := cli.ImagePull(ctx, "alpine", client.ImagePullOptions{}) // want "cli.ImagePull is discarded"
	return err
}

func badPullCopy(ctx context.Context, cli *client.Client, w io.Writer) error {
	pull, err := cli.ImagePull(ctx, "alpine", client.ImagePullOptions{}) // want "cli.ImagePull is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, pull)
	return err
}

func goodPullCopy(ctx context.Context, cli *client.Client, w io.Writer) error {
	pull, err := cli.ImagePull(ctx, "alpine", client.ImagePullOptions{})
	if err != nil {
		return err
	}
	defer pull.Close()
	_, err = io.Copy(w, pull)
	return err
}

func goodPullWait(ctx context.Context, cli *client.Client) error {
	pull, err := cli.ImagePull(ctx, "alpine", client.ImagePullOptions{})
	if err != nil {
		return err
	}
	return pull.Wait(ctx)
}

func goodPullMessages(ctx context.Context, cli *client.Client) error {
	pull, err := cli.ImagePull(ctx, "alpine", client.ImagePullOptions{})
	if err != nil {
		return err
	}
	for m, err := range pull.JSONMessages(ctx) {
		if err != nil {
			return err
		}
		if m.Error != nil {
			return m.Error
		}
	}
	return nil
}

func badStats(ctx context.Context, cli *client.Client, v any) error {
	stats, err := cli.ContainerStats(ctx, "web", client.ContainerStatsOptions{}) // want "response body of cli.ContainerStats is never closed"
	if err != nil {
		return err
	}
	return json.NewDecoder(stats.Body).Decode(v)
}

func goodStats(ctx context.Context, cli *client.Client, v any) error {
	stats, err := cli.ContainerStats(ctx, "web", client.ContainerStatsOptions{})
	if err != nil {
		return err
	}
	defer stats.Body.Close()
	return json.NewDecoder(stats.Body).Decode(v)
}

func badCopy(ctx context.Context, cli *client.Client) (*tar.Header, error) {
	out, err := cli.CopyFromContainer(ctx, "web", client.CopyFromContainerOptions{SourcePath: "/etc"}) // want "response body of cli.CopyFromContainer is not closed when returning on line 113"
	if err != nil {
		return nil, err
	}
	if !out.Stat.Mode.IsRegular() {
		return nil, errors.New("not a file")
	}
	defer out.Content.Close()
	return tar.NewReader(out.Content).Next()
}

func goodCopy(ctx context.Context, cli *client.Client) ([]byte, error) {
	out, err := cli.CopyFromContainer(ctx, "web", client.CopyFromContainerOptions{SourcePath: "/etc"})
	if err != nil {
		return nil, err
	}
	defer out.Content.Close()
	return io.ReadAll(out.Content)
}

func goodList(ctx context.Context, cli *client.Client) (int, error) {
	list, err := cli.ContainerList(ctx, client.ContainerListOptions{})
	if err != nil {
		return 0, err
	}
	return len(list.Items), nil
}
