using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Inbox;

/// <param name="IsOtherRequester">The e-mail of one requester must not be shown to another one.</param>
internal sealed record EmailTarget(Guid TicketId, bool IsOtherRequester);

/// <summary>
/// Step 7: a ticket that was joined to another one as its duplicate hands its e-mails on. Reopening and following a ticket
/// that was closed long ago are rules of the ticket itself.
/// </summary>
internal static class FindTarget
{
    private const int MostHops = 10;

    private static readonly Func<DeskDbContext, Guid, CancellationToken, Task<Guid?>> NextAsync = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket, CancellationToken ct) => db.Links
            .Where(link => link.TicketId == ticket && link.Kind == LinkKind.Duplicate && db.Tickets.Any(t => t.Id == link.OtherId))
            .Select(link => (Guid?)link.OtherId).FirstOrDefault());

    public static async Task<EmailTarget> RunAsync(DeskDbContext db, Guid ticketId, Party party, CancellationToken ct)
    {
        var target = ticketId;
        var seen = new HashSet<Guid> { ticketId };
        while (seen.Count <= MostHops && await NextAsync(db, target, ct) is { } next && seen.Add(next))
            target = next;
        return new EmailTarget(target, target != ticketId && party == Party.Requester && !await HaveSameRequesterAsync(db, ticketId, target, ct));
    }

    private static async Task<bool> HaveSameRequesterAsync(DeskDbContext db, Guid one, Guid other, CancellationToken ct)
    {
        var addresses = await db.Tickets.Where(t => t.Id == one || t.Id == other).Select(t => t.RequesterEmail).ToListAsync(ct);
        return addresses is [var first, var second] && DomainName.SameAddress(first, second);
    }
}
