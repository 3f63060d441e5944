using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>A letter from somebody new becomes a payer's ticket; the answer goes to the address it came from.</summary>
public sealed class OpenFromHeldLetter(HeldDecision decision, OpenTicket open)
{
    /// <returns>The number of the new ticket.</returns>
    public Task<Result<long>> RunAsync(Guid heldId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<long>(heldId, HeldState.Waiting, "mail.open", actor, async letter =>
        {
            var held = letter.Held;
            var opened = await open.ApplyAsync(letter.Db, new NewCase
            {
                Kind = TicketKind.Payer,
                Situation = OpenFromLetter.Situation,
                Title = held.Subject.Length > 0 ? held.Subject : held.FromAddress,
                Impact = Impact.CustomerWaits,
                RequesterName = string.IsNullOrEmpty(held.FromName) ? held.FromAddress : held.FromName,
                RequesterEmail = held.FromAddress,
                Origin = await HeldDecision.AsIncomingAsync(letter, Guid.Empty, Party.Requester, AuthorKind.Payer, null, ct),
            }, actor, ct);
            return opened.Ok ? new HeldDecision.Verdict<long>(opened.Value.Number, HeldState.Ticketed, opened.Value.Id, opened.Value.MessageId) : opened.Problems.ToList();
        }, ct);
}
