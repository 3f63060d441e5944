using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

public sealed class LogReadQueueTests
{
    [Fact]
    public void Take_AllTurnsAreTaken_NobodyGetsOneUntilOneEnds()
    {
        using var turns = new LogReadQueue();
        var people = Enumerable.Range(0, LogReadQueue.InAll / LogReadQueue.OfOne).Select(_ => Guid.NewGuid()).ToList();
        var taken = people.SelectMany(person => Enumerable.Range(0, LogReadQueue.OfOne).Select(_ => turns.Take(person))).ToList();
        Assert.All(taken, turn => Assert.True(turn.IsAcquired));
        var other = Guid.NewGuid();
        using (var refused = turns.Take(other))
            Assert.False(refused.IsAcquired);
        taken[0].Dispose();
        using var late = turns.Take(other);
        Assert.True(late.IsAcquired);
        foreach (var turn in taken)
            turn.Dispose();
    }
}
