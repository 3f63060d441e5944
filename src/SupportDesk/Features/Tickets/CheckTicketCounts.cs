using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Compares the numbers of the views with the tickets and puts right what differs, which is said in the log: triggers keep
/// them, but not in data that was brought back from elsewhere.
/// </summary>
public sealed class CheckTicketCounts(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, ILogger<CheckTicketCounts> log) : IUseCase
{
    /// <returns>How many numbers were wrong.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Without a lock first: nobody waits for a desk whose numbers are right.
        if ((await DifferencesAsync(db, ct)).Count == 0)
            return 0;
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var wrong = await DifferencesAsync(db, ct);
        foreach (var (stored, counted) in wrong)
        {
            if (stored is null)
                db.TicketCounts.Add(counted!);
            else if (counted is null)
                db.TicketCounts.Remove(stored);
            else
                stored.Count = counted.Count;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (wrong.Count == 0)
            return 0;
        log.LogWarning("{Wrong} numbers of tickets differed from the tickets and were counted anew", wrong.Count);
        changes.Publish(ChangeKind.Ticket, Guid.Empty);
        return wrong.Count;
    }

    private static async Task<IReadOnlyList<(TicketCount? Stored, TicketCount? Counted)>> DifferencesAsync(DeskDbContext db, CancellationToken ct)
    {
        var counted = await db.Tickets.AsNoTracking()
            .GroupBy(t => new { Unanswered = t.UnansweredSince != null, t.Status, t.Kind, t.ShopId, t.AssigneeId, t.Priority })
            .Select(g => new TicketCount
            {
                Unanswered = g.Key.Unanswered,
                Status = g.Key.Status,
                Kind = g.Key.Kind,
                ShopId = g.Key.ShopId ?? Guid.Empty,
                AssigneeId = g.Key.AssigneeId ?? Guid.Empty,
                Priority = g.Key.Priority,
                Count = g.Count(),
            })
            .ToDictionaryAsync(Key, ct);
        var stored = await db.TicketCounts.ToDictionaryAsync(Key, ct);
        return
        [
            .. stored.Keys.Union(counted.Keys)
                .Select(key => (Stored: stored.GetValueOrDefault(key), Counted: counted.GetValueOrDefault(key)))
                .Where(pair => pair.Stored?.Count != pair.Counted?.Count),
        ];
    }

    private static (bool, TicketStatus, TicketKind, Guid, Guid, Priority) Key(TicketCount count) =>
        (count.Unanswered, count.Status, count.Kind, count.ShopId, count.AssigneeId, count.Priority);
}
