using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class SerialSavesTests
{
    [Fact]
    public async Task RunAsync_WhileAnEarlierSaveRuns_WaitsForItAndKeepsTheOrder()
    {
        var (queue, held, done) = (new SerialSaves(), new TaskCompletionSource(), new List<int>());
        var first = queue.RunAsync(async () =>
        {
            await held.Task;
            done.Add(1);
        });
        var second = queue.RunAsync(() =>
        {
            done.Add(2);
            return Task.CompletedTask;
        });
        Assert.Empty(done);
        Assert.False(second.IsCompleted);
        held.SetResult();
        await second;
        Assert.Equal([1, 2], done);
        Assert.True(first.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task RunAsync_BehindASaveThatFailed_RunsAndTellsItsOwnOutcome()
    {
        var queue = new SerialSaves();
        var failed = queue.RunAsync(() => Task.FromException(new IOException("full")));
        await queue.RunAsync(() => Task.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => failed);
    }
}
