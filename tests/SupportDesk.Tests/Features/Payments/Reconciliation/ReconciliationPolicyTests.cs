using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Reconciliation;

namespace SupportDesk.Tests.Features.Payments.Reconciliation;

public sealed class ReconciliationPolicyTests
{
    private static readonly ReconciliationPolicy.Journal Unused = new(false, false, ForwardState.None);
    private static readonly ReconciliationPolicy.Journal Missing = new(true, false, ForwardState.None);
    private static readonly ReconciliationPolicy.Journal Taken = new(true, true, ForwardState.None);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData(100, 30, ReconciliationState.Ended, ReconciliationAlarm.None)]
    [InlineData(50, 5, ReconciliationState.Followed, ReconciliationAlarm.None)]
    [InlineData(50, 20, ReconciliationState.Followed, ReconciliationAlarm.Crediting)]
    [InlineData(5, 30, ReconciliationState.Followed, ReconciliationAlarm.None)]
    [InlineData(20, 300, ReconciliationState.Followed, ReconciliationAlarm.None)]
    [InlineData(80, 300, ReconciliationState.Followed, ReconciliationAlarm.None)]
    [InlineData(10, 0, ReconciliationState.Ended, ReconciliationAlarm.None)]
    [InlineData(60, 0, ReconciliationState.Ended, ReconciliationAlarm.None)]
    [InlineData(77, 300, ReconciliationState.Followed, ReconciliationAlarm.None)]
    public void Evaluate_StateWithoutARecorder_GoesByTheProvider(int state, int minutes, ReconciliationState then, ReconciliationAlarm alarm) =>
        Check(Evaluate(0, state, Unused, inState: TimeSpan.FromMinutes(minutes)), then, alarm);

    [Fact]
    public void Evaluate_Paid_GoesByTheJournal()
    {
        Check(Evaluate(0, 100, Missing, inState: TimeSpan.FromMinutes(19)), ReconciliationState.Followed, ReconciliationAlarm.None);
        Check(Evaluate(0, 100, Missing, inState: Grace), ReconciliationState.Followed, ReconciliationAlarm.NotNotified);
        Check(Evaluate(0, 100, Taken), ReconciliationState.Ended, ReconciliationAlarm.None);
        Check(Evaluate(0, 100, Taken with { Forward = ForwardState.Waiting }), ReconciliationState.Followed, ReconciliationAlarm.None);
        Check(Evaluate(0, 100, Taken with { Forward = ForwardState.Done }), ReconciliationState.Ended, ReconciliationAlarm.None);
        Check(Evaluate(0, 100, Taken with { Forward = ForwardState.Failed }), ReconciliationState.Followed, ReconciliationAlarm.NotForwarded);
        // The notification is the proof, whether the provider answers or not.
        Check(Evaluate(null, null, Taken with { Forward = ForwardState.Failed }), ReconciliationState.Followed, ReconciliationAlarm.NotForwarded);
    }

    [Fact]
    public void Evaluate_NothingComesOfIt_IsGivenUpInTime()
    {
        Check(Evaluate(0, 5, Unused, followed: TimeSpan.FromDays(3)), ReconciliationState.Ended, ReconciliationAlarm.None);
        Check(Evaluate(3, null, Unused, followed: TimeSpan.FromHours(23)), ReconciliationState.Followed, ReconciliationAlarm.None);
        Check(Evaluate(3, null, Unused, followed: TimeSpan.FromDays(1)), ReconciliationState.GivenUp, ReconciliationAlarm.None);
        Check(Evaluate(null, null, Unused, followed: TimeSpan.FromDays(29)), ReconciliationState.Followed, ReconciliationAlarm.None);
        Check(Evaluate(null, null, Unused, followed: TimeSpan.FromDays(30)), ReconciliationState.GivenUp, ReconciliationAlarm.None);
        Check(
            Evaluate(0, 100, Missing, inState: TimeSpan.FromDays(30), followed: TimeSpan.FromDays(30)),
            ReconciliationState.GivenUp,
            ReconciliationAlarm.NotNotified
        );
    }

    /// <summary>Nothing is forgotten: what is followed is asked about again, and what is over is not.</summary>
    [Fact]
    public void Evaluate_Anything_IsAskedAgainExactlyWhileItIsFollowed() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261127, 7),
            Prop.ForAll(
                (
                    from result in Gen.Elements<int?>(null, 0, 1, 2, 3, 4, 1000, 7)
                    from state in Gen.Elements<int?>(null, 5, 10, 20, 50, 60, 80, 100, 77)
                    from inState in Gen.Choose(0, 60 * 24 * 40)
                    from followed in Gen.Choose(0, 60 * 24 * 40)
                    from isUsed in Gen.Elements(true, false)
                    from isNotified in Gen.Elements(true, false)
                    from forward in Gen.Elements(Enum.GetValues<ForwardState>())
                    select new ReconciliationPolicy.Seen(
                        result,
                        state,
                        TimeSpan.FromMinutes(inState),
                        TimeSpan.FromMinutes(followed),
                        Grace,
                        new(isUsed, isNotified, forward)
                    )
                ).ToArbitrary(),
                seen =>
                {
                    var decision = ReconciliationPolicy.Evaluate(seen);
                    return (decision.State == ReconciliationState.Followed)
                            == (decision.Again is { } again && again >= TimeSpan.FromMinutes(5) && again <= TimeSpan.FromDays(1))
                        && (decision.Alarm == ReconciliationAlarm.None || decision.State != ReconciliationState.Ended);
                }
            )
        );

    private static ReconciliationPolicy.Decision Evaluate(
        int? result,
        int? state,
        ReconciliationPolicy.Journal journal,
        TimeSpan? inState = null,
        TimeSpan? followed = null
    ) =>
        ReconciliationPolicy.Evaluate(
            new ReconciliationPolicy.Seen(result, state, inState ?? TimeSpan.Zero, followed ?? TimeSpan.FromMinutes(30), Grace, journal)
        );

    private static void Check(ReconciliationPolicy.Decision decision, ReconciliationState state, ReconciliationAlarm alarm) =>
        Assert.Equal((state, alarm), (decision.State, decision.Alarm));
}
