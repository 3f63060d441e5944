using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>How many tickets stand behind each view: read from the table of numbers, whatever the number of tickets.</summary>
public sealed class CountTickets(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public async Task<TicketTally> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var me = actor.UserId ?? Guid.Empty;
        return new TicketTally(await db.TicketCounts.AsNoTracking().VisibleTo(actor)
            .GroupBy(c => new { c.Status, c.Unanswered, c.Kind, c.Priority, IsNobodys = c.AssigneeId == Guid.Empty, IsMine = c.AssigneeId == me })
            .Select(g => new TicketTally.Line(
                g.Key.Status, g.Key.Unanswered, g.Key.Kind, g.Key.Priority, g.Key.IsNobodys, g.Key.IsMine && !g.Key.IsNobodys, g.Sum(c => c.Count)))
            .ToListAsync(ct));
    }
}
