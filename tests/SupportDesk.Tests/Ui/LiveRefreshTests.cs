using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class LiveRefreshTests
{
    [Fact]
    public void Publish_ManyChanges_AreGatheredIntoOneRefreshPerPause()
    {
        var (changes, clock, seen) = (new ChangeFeed(), new ManualTimers(), new List<int>());
        using var live = new LiveRefresh(changes, clock, _ => true, batch => { seen.Add(batch.Count); return Task.CompletedTask; }, LiveRefresh.Usual);
        for (var i = 0; i < 50; i++)
            changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        Assert.Empty(seen);
        clock.Fire();
        Assert.Equal([50], seen);
        clock.Fire();
        Assert.Equal([50], seen);
    }

    [Fact]
    public void Publish_WhileRefreshRuns_WaitsForItsEnd()
    {
        var (changes, clock, running, calls) = (new ChangeFeed(), new ManualTimers(), new TaskCompletionSource(), 0);
        using var live = new LiveRefresh(changes, clock, _ => true, _ => { calls++; return running.Task; }, LiveRefresh.Usual);
        changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        clock.Fire();
        changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        clock.Fire();
        Assert.Equal(1, calls);
        running.SetResult();
        clock.Fire();
        Assert.Equal(2, calls);
    }

    [Fact]
    public void Publish_WhileTheScreenIsLoaded_IsAskedForOnceItIs()
    {
        var (changes, clock, calls) = (new ChangeFeed(), new ManualTimers(), 0);
        using var live = new LiveRefresh(changes, clock, _ => true, _ => { calls++; return Task.CompletedTask; }, LiveRefresh.Usual);
        changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        live.Hold();
        clock.Fire();
        changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        clock.Fire();
        Assert.Equal(0, calls);
        live.Release();
        clock.Fire();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void T53_Publish_OtherTicketOrAfterDispose_IsNotHeard()
    {
        var (changes, clock, mine, calls) = (new ChangeFeed(), new ManualTimers(), Guid.NewGuid(), 0);
        var live = new LiveRefresh(changes, clock, change => change.Id == mine, _ => { calls++; return Task.CompletedTask; }, LiveRefresh.Usual);
        changes.Publish(ChangeKind.Ticket, Guid.NewGuid());
        clock.Fire();
        changes.Publish(ChangeKind.Ticket, mine);
        live.Dispose();
        clock.Fire();
        changes.Publish(ChangeKind.Ticket, mine);
        clock.Fire();
        Assert.Equal(0, calls);
    }

    /// <summary>A timer that goes off when the test says so, if it was set.</summary>
    private sealed class ManualTimers : TimeProvider
    {
        private readonly List<Timer> timers = [];

        public void Fire() => timers.ForEach(timer => timer.Fire());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(() => callback(state));
            timers.Add(timer);
            return timer;
        }

        private sealed class Timer(Action go) : ITimer
        {
            private bool set;

            public void Fire()
            {
                if (!set)
                    return;
                set = false;
                go();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => set = dueTime != Timeout.InfiniteTimeSpan;

            public void Dispose() => set = false;

            public ValueTask DisposeAsync()
            {
                set = false;
                return ValueTask.CompletedTask;
            }
        }
    }
}
