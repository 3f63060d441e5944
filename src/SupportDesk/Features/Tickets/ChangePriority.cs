using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Puts a ticket before or behind others by hand, whatever the table says.</summary>
public sealed class ChangePriority(TicketTransaction transaction, TimeProvider clock) : IUseCase
{
    /// <param name="expected">Nothing is changed unless this stands there.</param>
    public Task<Result<Unit>> RunAsync(Guid ticketId, Priority priority, Actor actor, CancellationToken ct, Expected<Priority>? expected = null) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (!Enum.IsDefined(priority))
                return new Problem("PriorityUnknown", nameof(priority));
            if (ticket.Priority == priority)
                return new Unit();
            if (expected is not null && expected.Value != ticket.Priority)
                return Expected.Gone;
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo");
            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.PriorityChanged, ticket.Priority.ToString(), priority.ToString());
            ticket.Priority = priority;
            return new Unit();
        }, ct);
}
