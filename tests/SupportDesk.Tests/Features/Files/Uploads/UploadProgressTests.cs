using SupportDesk.Features.Files.Uploads;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Uploads;

public sealed class UploadProgressTests
{
    private const string Draft = "draft/1";
    private readonly Guid owner = Guid.NewGuid();
    private readonly Guid id = Guid.NewGuid();

    [Fact]
    public void Report_ManyTimesAtOnce_TellsWatchersAtMostTenTimesASecond()
    {
        var clock = new TestClock();
        var progress = new UploadProgress(clock);
        progress.TryStart(id, Draft, owner, "a.log", 1000);
        var told = 0;
        using var watch = progress.Watch(Draft, () => told++);
        for (var ms = 0; ms < 1000; ms++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            progress.Report(id, ms, 0);
        }

        Assert.InRange(told, 9, 10);
        Assert.Equal(999, Assert.Single(progress.Of(Draft)).Bytes);
    }

    [Fact]
    public void TryStart_AnIdOfSomebodyElse_TouchesNothing()
    {
        var progress = new UploadProgress(new TestClock());
        progress.Announce(id, Draft, owner, "a.log", 1000);
        Assert.False(progress.TryStart(id, Draft, Guid.NewGuid(), "b.log", 1));
        Assert.False(progress.TryStart(id, "draft/2", owner, "b.log", 1));
        Assert.True(progress.TryStart(id, Draft, owner, "a.log", 1000));
        Assert.False(progress.TryStart(id, Draft, owner, "a.log", 1000));
    }

    [Fact]
    public void Fail_ThenStartAgain_IsARetry()
    {
        var progress = new UploadProgress(new TestClock());
        progress.TryStart(id, Draft, owner, "a.log", 1000);
        progress.Fail(id, new Problem("FileCutOff"));
        Assert.Equal(0, progress.CountRunning(owner));
        Assert.True(progress.TryStart(id, Draft, owner, "a.log", 1000));
        Assert.Null(Assert.Single(progress.Of(Draft)).Problem);
        progress.Remove(id);
        Assert.Empty(progress.Of(Draft));
    }
}
