using SupportDesk.Kernel;

namespace SupportDesk.Ui;

/// <summary>
/// Gathers changes and hands them to a screen, one call at a time and with a pause before each.
/// </summary>
internal sealed class LiveRefresh : IDisposable
{
    /// <summary>At most ten times a second.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan pause;
    private readonly Func<IReadOnlyCollection<Change>, Task> refresh;
    private readonly Func<Change, bool> concerns;
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private HashSet<Change> changed = [];
    private bool busy;
    private bool onHold;
    private bool disposed;

    /// <param name="refresh">Must not throw: a screen reports its failures itself.</param>
    public LiveRefresh(
        ChangeFeed changes,
        TimeProvider clock,
        Func<Change, bool> concerns,
        Func<IReadOnlyCollection<Change>, Task> refresh,
        TimeSpan pause
    )
    {
        (this.concerns, this.refresh, this.pause) = (concerns, refresh, pause);
        timer = clock.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = changes.Subscribe(Note);
    }

    /// <summary>From here on changes are only noted: the screen is being loaded.</summary>
    public void Hold()
    {
        lock (gate)
            onHold = true;
    }

    /// <summary>The screen is loaded; what changed meanwhile, and may or may not be on it, is asked for again.</summary>
    public void Release()
    {
        lock (gate)
        {
            onHold = false;
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
            if (disposed || onHold || changed.Count == 0)
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
        if (disposed || onHold)
            return;
        busy = true;
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }
}
