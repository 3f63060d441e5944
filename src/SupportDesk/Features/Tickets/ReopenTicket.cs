using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>The trouble came back after closing: a new ticket with the old facts, linked to the old number.</summary>
public sealed class ReopenTicket(TicketTransaction transaction, FollowUp followUp) : IUseCase
{
    public Task<Result<OpenedTicket>> RunAsync(Guid ticketId, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<OpenedTicket>(async db =>
        {
            var earlier = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == ticketId, ct);
            if (earlier is null)
                return Problem.NotFound;
            if (earlier.Status != TicketStatus.Closed)
                return new Problem("NotClosed");
            var ticket = await followUp.StartAsync(db, earlier, actor.Name, ct);
            return new OpenedTicket(ticket.Id, ticket.Number);
        }, ct);
}
