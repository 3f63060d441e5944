using SupportDesk.Features.Doctor.Logs;

namespace SupportDesk.Tests.Features.Doctor.Logs;

public sealed class LogTurnsTests
{
    [Fact]
    public void Take_AllTurnsAreTaken_NobodyGetsOneUntilOneEnds()
    {
        using var turns = new LogTurns();
        var people = Enumerable.Range(0, LogTurns.InAll / LogTurns.OfOne).Select(_ => Guid.NewGuid()).ToList();
        var taken = people.SelectMany(person => Enumerable.Range(0, LogTurns.OfOne).Select(_ => turns.Take(person))).ToList();
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
