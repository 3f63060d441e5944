using System.Collections.Concurrent;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>
/// Where a posted form says how far it is, and the page that showed the form reads it. In memory: whoever misses it posts
/// once more.
/// </summary>
internal sealed class SetupBoard(ChangeFeed changes, TimeProvider clock)
{
    private const int Most = 50;
    private readonly ConcurrentDictionary<Guid, (SetupProgress Progress, DateTimeOffset At)> rows = new();

    public SetupProgress? Find(Guid id) => rows.TryGetValue(id, out var row) ? row.Progress : null;

    public void Write(Guid id, SetupProgress progress)
    {
        rows[id] = (progress, clock.GetUtcNow());
        foreach (var old in rows.OrderByDescending(row => row.Value.At).Skip(Most).Select(row => row.Key).ToList())
            rows.TryRemove(old, out _);
        changes.Publish(ChangeKind.Email, id);
    }
}
