using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Puts a ticket before or behind others by hand, whatever the table says.</summary>
public sealed class ChangePriority(TicketTransaction transaction, TimeProvider clock) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid ticketId, Priority priority, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (!Enum.IsDefined(priority))
                return new Problem("PriorityUnknown", nameof(priority));
            if (ticket.Priority == priority)
                return new Unit();
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo");
            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.PriorityChanged, ticket.Priority.ToString(), priority.ToString());
            ticket.Priority = priority;
            return new Unit();
        }, ct);
}
