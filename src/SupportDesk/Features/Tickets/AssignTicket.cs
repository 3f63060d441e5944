using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Says who looks after a ticket: somebody of the desk, or nobody.</summary>
public sealed class AssignTicket(TicketTransaction transaction, TimeProvider clock) : IUseCase
{
    /// <param name="expected">Nothing is changed unless this one looks after it.</param>
    public Task<Result<Unit>> RunAsync(Guid ticketId, Guid? userId, Actor actor, CancellationToken ct, Expected<Guid?>? expected = null) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (ticket.AssigneeId == userId)
                return new Unit();
            if (expected is not null && expected.Value != ticket.AssigneeId)
                return Expected.Gone;
            var names = await db.Users.Where(u => (u.Id == userId && u.Role >= DeskRole.Agent) || u.Id == ticket.AssigneeId)
                .ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
            if (userId is { } next && !names.ContainsKey(next))
                return new Problem("AssigneeUnknown", nameof(userId));
            var ticketWriter = new TicketWriter(db, ticket, actor.Name, clock);
            if (ticket.Status == TicketStatus.New && userId is not null)
                ticketWriter.Move(TicketStatus.Open);
            ticketWriter.Note(TicketEventKind.Assigned, NameOf(ticket.AssigneeId), NameOf(userId));
            ticket.AssigneeId = userId;
            return new Unit();

            string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        }, ct);
}
