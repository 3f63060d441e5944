using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>How many tickets stand behind each view. Counting stops at a hundred: nobody works through more by eye.</summary>
public sealed class CountTickets(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int Cap = 100;

    public async Task<IReadOnlyDictionary<TicketFilter, int>> RunAsync(IEnumerable<TicketFilter> views, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = new Dictionary<TicketFilter, int>();
        foreach (var view in views)
            counts[view] = await ListTickets.Filtered(db, view, actor).Select(t => t.Number).Take(Cap).CountAsync(ct);
        return counts;
    }
}
