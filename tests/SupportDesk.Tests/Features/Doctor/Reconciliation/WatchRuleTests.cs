using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Doctor.Reconciliation;

namespace SupportDesk.Tests.Features.Doctor.Reconciliation;

public sealed class WatchRuleTests
{
    private static readonly WatchRule.Journal Unused = new(false, false, ForwardState.None);
    private static readonly WatchRule.Journal Missing = new(true, false, ForwardState.None);
    private static readonly WatchRule.Journal Taken = new(true, true, ForwardState.None);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData(100, 30, WatchState.Ended, WatchAlarm.None)]
    [InlineData(50, 5, WatchState.Followed, WatchAlarm.None)]
    [InlineData(50, 20, WatchState.Followed, WatchAlarm.Crediting)]
    [InlineData(5, 30, WatchState.Followed, WatchAlarm.None)]
    [InlineData(20, 300, WatchState.Followed, WatchAlarm.None)]
    [InlineData(80, 300, WatchState.Followed, WatchAlarm.None)]
    [InlineData(10, 0, WatchState.Ended, WatchAlarm.None)]
    [InlineData(60, 0, WatchState.Ended, WatchAlarm.None)]
    [InlineData(77, 300, WatchState.Followed, WatchAlarm.None)]
    public void Judge_StateWithoutARecorder_GoesByTheProvider(int state, int minutes, WatchState then, WatchAlarm alarm) =>
        Check(Judge(0, state, Unused, inState: TimeSpan.FromMinutes(minutes)), then, alarm);

    [Fact]
    public void Judge_Paid_GoesByTheJournal()
    {
        Check(Judge(0, 100, Missing, inState: TimeSpan.FromMinutes(19)), WatchState.Followed, WatchAlarm.None);
        Check(Judge(0, 100, Missing, inState: Grace), WatchState.Followed, WatchAlarm.NotNotified);
        Check(Judge(0, 100, Taken), WatchState.Ended, WatchAlarm.None);
        Check(Judge(0, 100, Taken with { Forward = ForwardState.Waiting }), WatchState.Followed, WatchAlarm.None);
        Check(Judge(0, 100, Taken with { Forward = ForwardState.Done }), WatchState.Ended, WatchAlarm.None);
        Check(Judge(0, 100, Taken with { Forward = ForwardState.Failed }), WatchState.Followed, WatchAlarm.NotForwarded);
        // The notification is the proof, whether the provider answers or not.
        Check(Judge(null, null, Taken with { Forward = ForwardState.Failed }), WatchState.Followed, WatchAlarm.NotForwarded);
    }

    [Fact]
    public void Judge_NothingComesOfIt_IsGivenUpInTime()
    {
        Check(Judge(0, 5, Unused, followed: TimeSpan.FromDays(3)), WatchState.Ended, WatchAlarm.None);
        Check(Judge(3, null, Unused, followed: TimeSpan.FromHours(23)), WatchState.Followed, WatchAlarm.None);
        Check(Judge(3, null, Unused, followed: TimeSpan.FromDays(1)), WatchState.GivenUp, WatchAlarm.None);
        Check(Judge(null, null, Unused, followed: TimeSpan.FromDays(29)), WatchState.Followed, WatchAlarm.None);
        Check(Judge(null, null, Unused, followed: TimeSpan.FromDays(30)), WatchState.GivenUp, WatchAlarm.None);
        Check(Judge(0, 100, Missing, inState: TimeSpan.FromDays(30), followed: TimeSpan.FromDays(30)), WatchState.GivenUp, WatchAlarm.NotNotified);
    }

    /// <summary>Nothing is forgotten: what is followed is asked about again, and what is over is not.</summary>
    [Fact]
    public void Judge_Anything_IsAskedAgainExactlyWhileItIsFollowed() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261127, 7),
        Prop.ForAll(
            (from result in Gen.Elements<int?>(null, 0, 1, 2, 3, 4, 1000, 7)
             from state in Gen.Elements<int?>(null, 5, 10, 20, 50, 60, 80, 100, 77)
             from inState in Gen.Choose(0, 60 * 24 * 40)
             from followed in Gen.Choose(0, 60 * 24 * 40)
             from isUsed in Gen.Elements(true, false)
             from isNotified in Gen.Elements(true, false)
             from forward in Gen.Elements(Enum.GetValues<ForwardState>())
             select new WatchRule.Seen(result, state, TimeSpan.FromMinutes(inState), TimeSpan.FromMinutes(followed), Grace, new(isUsed, isNotified, forward))).ToArbitrary(),
            seen =>
            {
                var decision = WatchRule.Judge(seen);
                return (decision.State == WatchState.Followed) == (decision.Again is { } again && again >= TimeSpan.FromMinutes(5) && again <= TimeSpan.FromDays(1))
                    && (decision.Alarm == WatchAlarm.None || decision.State != WatchState.Ended);
            }));

    private static WatchRule.Decision Judge(int? result, int? state, WatchRule.Journal journal, TimeSpan? inState = null, TimeSpan? followed = null) =>
        WatchRule.Judge(new WatchRule.Seen(result, state, inState ?? TimeSpan.Zero, followed ?? TimeSpan.FromMinutes(30), Grace, journal));

    private static void Check(WatchRule.Decision decision, WatchState state, WatchAlarm alarm) => Assert.Equal((state, alarm), (decision.State, decision.Alarm));
}
