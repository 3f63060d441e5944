using SupportDesk.Jobs;

namespace SupportDesk.Tests.Jobs;

public sealed class JobStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Call_ManyTimes_QueuesOneRun()
    {
        var state = new JobState();
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => state.Call(Now)));
    }

    [Fact]
    public void Call_WhileTheJobRuns_MakesItRunOnceMore()
    {
        var state = new JobState();
        Assert.True(state.TryStart());
        Assert.False(state.Call(Now));
        Assert.False(state.Call(Now));
        Assert.True(state.Finish());
        // That run is queued already.
        Assert.False(state.Call(Now));
        Assert.True(state.TryStart());
        Assert.False(state.Finish());
    }

    [Fact]
    public void TryStart_WhileTheJobRuns_IsRefused()
    {
        var state = new JobState();
        Assert.True(state.TryStart());
        Assert.False(state.TryStart());
        Assert.True(state.SkipsTurn(Now));
        state.Finish();
        Assert.False(state.SkipsTurn(Now));
        Assert.True(state.TryStart());
    }

    [Fact]
    public void Fail_UntilItsRetry_LeavesTurnsAndCallsOut()
    {
        var state = new JobState();
        state.TryStart();
        state.Fail();
        state.AwaitRetry(Now.AddSeconds(10));
        Assert.True(state.SkipsTurn(Now.AddSeconds(9)));
        Assert.False(state.Call(Now.AddSeconds(9)));
        // A retry that somebody deleted on the dashboard stops nothing for ever.
        Assert.False(state.SkipsTurn(Now.AddSeconds(10)));
        Assert.Equal(1, state.Failures);
        state.TryStart();
        state.Finish();
        Assert.Equal(0, state.Failures);
    }

    [Fact]
    public void Forget_AfterARunCouldNotBeQueued_LetsTheNextCallTry()
    {
        var state = new JobState();
        Assert.True(state.Call(Now));
        state.Forget();
        Assert.True(state.Call(Now));
    }

    [Fact]
    public void BreakOff_AtTheEndOfTheDesk_CountsAsNoFailure()
    {
        var state = new JobState();
        state.TryStart();
        state.BreakOff();
        Assert.Equal(0, state.Failures);
        Assert.False(state.SkipsTurn(Now));
    }
}
