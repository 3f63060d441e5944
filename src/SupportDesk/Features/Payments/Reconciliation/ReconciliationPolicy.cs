using SupportDesk.Data.Entities;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>What becomes of a followed invoice once the provider has answered, or has not. Pure.</summary>
internal static class ReconciliationPolicy
{
    public static readonly TimeSpan UnpaidAfter = TimeSpan.FromDays(3);
    public static readonly TimeSpan NeverFoundAfter = TimeSpan.FromDays(1);
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(30);

    // Often at first, when a payment moves, then ever more rarely.
    private static readonly (TimeSpan Until, TimeSpan Pause)[] Pauses =
    [
        (TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)), (TimeSpan.FromHours(6), TimeSpan.FromMinutes(20)),
        (TimeSpan.FromDays(1), TimeSpan.FromHours(1)), (TimeSpan.FromDays(7), TimeSpan.FromHours(6)), (TimeSpan.MaxValue, TimeSpan.FromDays(1)),
    ];

    private static readonly TimeSpan AlarmPause = TimeSpan.FromHours(1);

    /// <param name="IsUsed">The shop's notifications come to the recorder: one that is missing there is missing.</param>
    /// <param name="IsNotified">The recorder has a live notification of the invoice whose signature is right.</param>
    /// <param name="Forward">How far it went on to the shop's own address.</param>
    public sealed record Journal(bool IsUsed, bool IsNotified, ForwardState Forward);

    /// <param name="ResultCode">Null when there was no answer.</param>
    /// <param name="InState">For how long the invoice has been in its state.</param>
    /// <param name="Followed">For how long it has been followed.</param>
    /// <param name="Grace">For how long a paid invoice may wait for its notification and its credit.</param>
    public sealed record Seen(int? ResultCode, int? StateCode, TimeSpan InState, TimeSpan Followed, TimeSpan Grace, Journal Journal)
    {
        public PaymentState? State =>
            ResultCode == (int)OperationResult.Processed && StateCode is { } code && Enum.IsDefined((PaymentState)code) ? (PaymentState)code : null;
    }

    /// <param name="Again">When to ask again; null when it is over.</param>
    public sealed record Decision(ReconciliationState State, ReconciliationAlarm Alarm, TimeSpan? Again);

    public static Decision Evaluate(Seen seen)
    {
        var alarm = AlarmOf(seen);
        if (alarm == ReconciliationAlarm.None && HasEnded(seen))
            return new Decision(ReconciliationState.Ended, alarm, null);
        if (
            seen.Followed >= GiveUpAfter
            || (seen.ResultCode == (int)OperationResult.OperationNotFound && alarm == ReconciliationAlarm.None && seen.Followed >= NeverFoundAfter)
        )
            return new Decision(ReconciliationState.GivenUp, alarm, null);
        return new Decision(ReconciliationState.Followed, alarm, alarm == ReconciliationAlarm.None ? PauseAfter(seen.Followed) : AlarmPause);
    }

    public static TimeSpan PauseAfter(TimeSpan followed) => Pauses.First(step => followed < step.Until).Pause;

    // A recorded notification proves the payment, whatever the provider answers later or not at all.
    private static ReconciliationAlarm AlarmOf(Seen seen) => seen switch
    {
        { Journal: { IsNotified: true, Forward: ForwardState.Failed } } => ReconciliationAlarm.NotForwarded,
        { State: PaymentState.Paid, Journal: { IsUsed: true, IsNotified: false } } when seen.InState >= seen.Grace => ReconciliationAlarm.NotNotified,
        { State: PaymentState.Crediting } when seen.InState >= seen.Grace => ReconciliationAlarm.Crediting,
        _ => ReconciliationAlarm.None,
    };

    private static bool HasEnded(Seen seen) => seen.State switch
    {
        PaymentState.Paid => seen.Journal.IsNotified ? seen.Journal.Forward is ForwardState.None or ForwardState.Done : !seen.Journal.IsUsed,
        PaymentState.Cancelled or PaymentState.Returned => true,
        PaymentState.Initiated => seen.Followed >= UnpaidAfter,
        _ => false,
    };
}
