using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Says who asked. Answers go to the new address from then on, and the private links that were given out end: what is written to the
/// new one is not for the old one's eyes.
/// </summary>
public sealed class ChangeRequester(TicketTransaction transaction, IEnumerable<IRequesterLink> links, TimeProvider clock) : IUseCase
{
    /// <param name="Was">Name and address that the person saw when they began.</param>
    public sealed record Input(Guid TicketId, string Name, string Email, (string Name, string Email) Was);

    /// <returns>Name and address as they are stored.</returns>
    public Task<Result<(string Name, string Email)>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<(string Name, string Email)>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == input.TicketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo", nameof(input.Name));
            var (name, email) = (SanitizedText.Line(input.Name, 120).Text, input.Email.Trim());
            List<Problem> problems = [];
            if (name.Length == 0)
                problems.Add(new Problem("NameMissing", nameof(input.Name)));
            if (!EmailAddress.IsReachable(email))
                problems.Add(new Problem("EmailWrong", nameof(input.Email)));
            if (problems.Count > 0)
                return problems;
            var was = (ticket.RequesterName, ticket.RequesterEmail);
            if (was == (name, email))
                return was;
            if (was != input.Was)
            {
                var by = await db.Events.Where(e => e.TicketId == ticket.Id && e.Kind == TicketEventKind.RequesterChanged)
                    .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefaultAsync(ct);
                return new Problem("RequesterChangedMeanwhile", nameof(input.Name), by, Both(was), was.RequesterName, was.RequesterEmail);
            }

            (ticket.RequesterName, ticket.RequesterEmail) = (name, email);
            if (!DomainName.SameAddress(was.RequesterEmail, email))
            {
                var key = email.ToUpperInvariant();
                var shop = ticket.ShopId;
                // An account of another shop would not see the ticket: it is no account to this ticket.
                ticket.RequesterUserId = await db.Users.Where(u => u.NormalizedEmail == key && (u.Role >= DeskRole.Agent || u.ShopId == shop))
                    .Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
                var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.TicketId == ticket.Id && c.Party == Party.Requester, ct);
                if (conversation is not null)
                    conversation.Address = email;
                foreach (var link in links)
                    await link.RevokeAsync(db, ticket.Id, ct);
            }

            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.RequesterChanged, Both(was), Both((name, email)), Party.Requester);
            return (name, email);
        }, ct);

    private static string Both((string Name, string Email) one) => $"{one.Name}, {one.Email}";
}
