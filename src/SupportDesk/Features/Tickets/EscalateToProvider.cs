using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Sends a prepared case on a ticket that has no conversation with the provider yet.</summary>
public sealed class EscalateToProvider(TicketTransaction transaction, ProviderLetters letters, TimeProvider clock)
{
    public Task<Result<Done>> RunAsync(Guid ticketId, ProviderLetter letter, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<Done>(async db =>
        {
            var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == ticketId, ct);
            if (ticket is null)
                return Problem.NotFound;
            if (!TicketStatusMachine.IsOpen(ticket.Status))
                return new Problem("TicketNotOpen");
            if (await db.Conversations.AnyAsync(c => c.TicketId == ticketId && c.Party == Party.Provider, ct))
                return new Problem("AlreadyEscalated");
            var pen = new TicketPen(db, ticket, actor.Name, clock);
            return await letters.StartAsync(db, ticket, letter, actor, pen, ct) is { } problem ? problem : new Done();
        }, ct);
}
