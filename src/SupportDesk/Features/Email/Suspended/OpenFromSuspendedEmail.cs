using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>An e-mail from somebody new becomes a payer's ticket; the answer goes to the address it came from.</summary>
public sealed class OpenFromSuspendedEmail(SuspendedDecision decision, OpenTicket open) : IUseCase
{
    /// <returns>The number of the new ticket.</returns>
    public Task<Result<long>> RunAsync(Guid suspendedId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<long>(
            suspendedId,
            SuspendedState.Waiting,
            "mail.open",
            actor,
            async email =>
            {
                var suspended = email.Suspended;
                var origin = await SuspendedDecision.AsIncomingAsync(email, Guid.Empty, Party.Requester, AuthorKind.Payer, null, ct);
                var opened = await open.ApplyAsync(
                    email.Db,
                    new NewTicket
                    {
                        Kind = TicketKind.Payer,
                        CaseType = OpenFromEmail.CaseType,
                        Title = TitleFinder.OfEmail(suspended.Subject, origin.Body) ?? suspended.FromAddress,
                        Impact = Impact.CustomerWaits,
                        RequesterName = string.IsNullOrEmpty(suspended.FromName) ? suspended.FromAddress : suspended.FromName,
                        RequesterEmail = suspended.FromAddress,
                        Origin = origin,
                    },
                    actor,
                    ct
                );
                return opened.Ok
                    ? new SuspendedDecision.Decision<long>(opened.Value.Number, SuspendedState.Ticketed, opened.Value.Id, opened.Value.MessageId)
                    : opened.Problems.ToList();
            },
            ct
        );
}
