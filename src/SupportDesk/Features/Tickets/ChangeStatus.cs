using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Moves a ticket by hand. Whoever asked is told when it is resolved or closed.</summary>
public sealed class ChangeStatus(TicketTransaction transaction, StatusNotice notice, TimeProvider clock) : IUseCase
{
    // Merchant staff may say that their own trouble is over, or that it is not; who is waited for is the desk's to say.
    private static readonly TicketStatus[] RequestersMoves = [TicketStatus.Open, TicketStatus.Resolved, TicketStatus.Closed];

    public Task<Result<Unit>> RunAsync(Guid ticketId, TicketStatus to, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == ticketId, ct);
            if (ticket is null || !MayMove(actor, to))
                return Problem.NotFound;
            if (ticket.Status == to)
                return new Unit();
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo");
            if (!TicketStatusMachine.Allows(ticket.Status, to))
                return new Problem("MoveNotAllowed");
            var ticketWriter = new TicketWriter(db, ticket, actor.Name, clock);
            ticketWriter.Move(to);
            if (!TicketStatusMachine.IsOpen(to))
                await notice.SendAsync(db, ticket, ticketWriter, ct);
            return new Unit();
        }, ct);

    internal static bool MayMove(Actor actor, TicketStatus to) => actor.IsDeskStaff || RequestersMoves.Contains(to);
}
