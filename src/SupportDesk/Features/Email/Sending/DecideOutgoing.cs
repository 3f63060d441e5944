using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>What a person may decide about an e-mail on its way out.</summary>
public enum OutgoingDecision { Resend, Arrived, Abandon, Restore }

/// <summary>The decisions about outgoing e-mails in one place, as the list and what is done to many of them offer them.</summary>
public sealed class DecideOutgoing(ResendEmail resend, ConfirmDelivery confirm, AbandonEmail abandon, RestoreAbandonedEmail restore) : IUseCase
{
    /// <summary>What makes sense now, the likeliest first.</summary>
    public static IReadOnlyList<OutgoingDecision> For(OutboxRow row) => row.State switch
    {
        OutboxState.Failed => row.IsKept ? [OutgoingDecision.Resend, OutgoingDecision.Abandon] : [OutgoingDecision.Abandon],
        OutboxState.Uncertain => row.IsKept ? [OutgoingDecision.Arrived, OutgoingDecision.Resend] : [OutgoingDecision.Arrived],
        OutboxState.Abandoned => row.IsKept ? [OutgoingDecision.Resend, OutgoingDecision.Restore] : [OutgoingDecision.Restore],
        OutboxState.Queued when row.Attempts > 0 => [OutgoingDecision.Resend],
        _ => [],
    };

    public Task<Result<OutboxRef>> RunAsync(Guid id, OutgoingDecision decision, Actor actor, CancellationToken ct) => decision switch
    {
        OutgoingDecision.Arrived => confirm.RunAsync(id, actor, ct),
        OutgoingDecision.Abandon => abandon.RunAsync(id, actor, ct),
        OutgoingDecision.Restore => restore.RunAsync(id, actor, ct),
        _ => resend.RunAsync(id, actor, ct),
    };
}
