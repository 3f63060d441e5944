using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Sends a prepared case on a ticket that has no conversation with the provider yet.</summary>
public sealed class EscalateToProvider(EscalationEmails emails, TimeProvider clock) : IUseCase
{
    /// <summary>Inside the caller's transaction, who saves.</summary>
    public async Task<Result<OpenedTicket>> ApplyAsync(DeskDbContext db, Guid ticketId, EscalationEmail email, Actor actor, CancellationToken ct)
    {
        var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == ticketId, ct);
        if (ticket is null)
            return Problem.NotFound;
        if (!TicketStatusMachine.IsOpen(ticket.Status))
            return new Problem("TicketNotOpen");
        if (await db.Conversations.AnyAsync(c => c.TicketId == ticketId && c.Party == Party.Provider, ct))
            return new Problem("AlreadyEscalated");
        ticket.ShopId ??= email.ShopId;
        var writer = new TicketWriter(db, ticket, actor.Name, clock);
        return await emails.StartAsync(db, ticket, email, actor, writer, ct) is { } problem ? problem : new OpenedTicket(ticket.Id, ticket.Number);
    }
}
