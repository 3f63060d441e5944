using System.Collections.Concurrent;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Uploads;

/// <summary>
/// A file on its way in. <paramref name="Target"/> names what it is for, such as one draft; <paramref name="Problem"/> says why
/// it stopped and is null while it runs.
/// </summary>
public sealed record RunningUpload(
    Guid Id, string Target, string Name, long Total, long Bytes, long Hidden, DateTimeOffset StartedAt, Problem? Problem);

/// <summary>
/// What is being uploaded right now: written by requests, watched by open pages. In memory only; what counts is the
/// stored file. Watchers hear of progress at most ten times a second.
/// </summary>
public sealed class UploadProgress(TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<Guid, Entry> running = new();
    private readonly ConcurrentDictionary<Guid, (string Target, Action Changed)> watchers = new();

    public IReadOnlyList<RunningUpload> Of(string target) =>
        [.. running.Values.Where(entry => entry.Upload.Target == target).Select(entry => entry.Upload).OrderBy(upload => upload.StartedAt)];

    public int CountRunning(Guid ownerId) => running.Values.Count(entry => entry.OwnerId == ownerId && entry is { Started: true, Upload.Problem: null });

    /// <summary>Shows a file as soon as it is chosen, before its request arrives.</summary>
    public void Announce(Guid id, string target, Guid ownerId, string name, long total)
    {
        running[id] = new Entry(ownerId, new RunningUpload(id, target, name, total, 0, 0, clock.GetUtcNow(), null), clock.GetUtcNow());
        Publish(target);
    }

    /// <summary>The request is here. It may have been announced; a foreign id of that name is not touched.</summary>
    public bool TryStart(Guid id, string target, Guid ownerId, string name, long total)
    {
        var fresh = new Entry(ownerId, new RunningUpload(id, target, name, total, 0, 0, clock.GetUtcNow(), null), clock.GetUtcNow()) { Started = true };
        var entry = running.AddOrUpdate(
            id,
            fresh,
            (_, old) => old.OwnerId == ownerId && old.Upload.Target == target && !(old.Started && old.Upload.Problem is null) ? fresh : old
        );
        if (!ReferenceEquals(entry, fresh))
            return false;
        Publish(target);
        return true;
    }

    public void Report(Guid id, long bytes, long hidden)
    {
        if (!running.TryGetValue(id, out var entry))
            return;
        entry.Upload = entry.Upload with { Bytes = bytes, Hidden = hidden };
        if (clock.GetUtcNow() - entry.Published < Between)
            return;
        entry.Published = clock.GetUtcNow();
        Publish(entry.Upload.Target);
    }

    public void Fail(Guid id, Problem problem)
    {
        if (!running.TryGetValue(id, out var entry) || entry.Upload.Problem is not null)
            return;
        entry.Upload = entry.Upload with { Problem = problem };
        Publish(entry.Upload.Target);
    }

    /// <summary>Stored, given up, or its message has been read.</summary>
    public void Remove(Guid id)
    {
        if (running.TryRemove(id, out var entry))
            Publish(entry.Upload.Target);
    }

    /// <summary>The watcher runs on the upload's thread: it must only note the change and return.</summary>
    public IDisposable Watch(string target, Action changed)
    {
        var key = Ids.Random();
        watchers[key] = (target, changed);
        return new Watcher(() => watchers.TryRemove(key, out _));
    }

    private void Publish(string target)
    {
        foreach (var watcher in watchers.Values)
        {
            if (watcher.Target == target)
                watcher.Changed();
        }
    }

    private sealed class Entry(Guid ownerId, RunningUpload upload, DateTimeOffset published)
    {
        public Guid OwnerId { get; } = ownerId;

        public RunningUpload Upload { get; set; } = upload;

        public DateTimeOffset Published { get; set; } = published;

        public bool Started { get; init; }
    }

    private sealed class Watcher(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
