using SupportDesk.Kernel;

namespace SupportDesk.Ui;

/// <summary>
/// Gathers changes and hands them to a screen at most ten times a second, one call at a time.
/// </summary>
internal sealed class LiveRefresh : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Func<IReadOnlyCollection<Change>, Task> refresh;
    private readonly Func<Change, bool> concerns;
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private HashSet<Change> changed = [];
    private bool busy;
    private bool held;
    private bool disposed;

    /// <param name="refresh">Must not throw: a screen reports its failures itself.</param>
    public LiveRefresh(ChangeFeed changes, TimeProvider clock, Func<Change, bool> concerns, Func<IReadOnlyCollection<Change>, Task> refresh)
    {
        (this.concerns, this.refresh) = (concerns, refresh);
        timer = clock.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = changes.Subscribe(Note);
    }

    /// <summary>From here on changes are only noted: the screen is being loaded.</summary>
    public void Hold()
    {
        lock (gate)
            held = true;
    }

    /// <summary>The screen is loaded; what changed meanwhile, and may or may not be on it, is asked for again.</summary>
    public void Release()
    {
        lock (gate)
        {
            held = false;
            if (changed.Count > 0 && !busy)
                Schedule();
        }
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        subscription.Dispose();
        timer.Dispose();
    }

    private void Note(Change change)
    {
        if (!concerns(change))
            return;
        lock (gate)
        {
            changed.Add(change);
            if (!busy)
                Schedule();
        }
    }

    private async Task FlushAsync()
    {
        HashSet<Change> batch;
        lock (gate)
        {
            if (disposed || held || changed.Count == 0)
            {
                busy = false;
                return;
            }

            (batch, changed) = (changed, []);
        }

        await refresh(batch);
        lock (gate)
        {
            busy = false;
            if (changed.Count > 0)
                Schedule();
        }
    }

    // Called with the lock held.
    private void Schedule()
    {
        if (disposed || held)
            return;
        busy = true;
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }
}
