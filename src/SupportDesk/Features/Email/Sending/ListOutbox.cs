using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Sending;

/// <param name="Attempts">Tries made so far.</param>
/// <param name="IsKept">It can be sent once more; one that bounced after it had left cannot.</param>
public sealed record OutboxRow(
    Guid Id, long? TicketNumber, string? ToName, string ToAddress, string Subject, bool Automatic, OutboxState State, int Attempts,
    string? Reply, DateTimeOffset CreatedAt, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, bool IsKept);

/// <param name="Counts">
/// How many e-mails stand in each state, whatever state is shown; states without any are missing. One above
/// <see cref="ListOutbox.CountCap"/> stands for more.
/// </param>
/// <param name="Newer">The list turned back by a page; null on the first.</param>
/// <param name="Older">The list turned on by a page; null on the last.</param>
public sealed record OutboxPage(
    IReadOnlyList<OutboxRow> Rows, IReadOnlyDictionary<OutboxState, int> Counts, OutboxFilter? Newer, OutboxFilter? Older);

/// <summary>
/// E-mails on their way out and those that went, newest first. Turned by key, and keys grow with time: the cost follows the
/// page and not the number of e-mails.
/// </summary>
public sealed class ListOutbox(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    /// <summary>More than these are not counted.</summary>
    public const int CountCap = 9_999;

    public async Task<Result<OutboxPage>> RunAsync(OutboxFilter filter, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, filter.Query, ct);
        var counts = await CountAsync(found, ct);
        var shown = filter.State is { } state ? found.Where(m => m.State == state) : found;
        if (filter.Before is { } before)
        {
            var newer = await Rows(db, shown.Where(m => m.Id.CompareTo(before) > 0).OrderBy(m => m.Id).Take(PageSize + 1)).ToListAsync(ct);
            if (newer.Count > PageSize)
            {
                newer.RemoveAt(PageSize);
                newer.Reverse();
                return new OutboxPage(newer, counts, filter.First with { Before = newer[0].Id }, filter.First with { After = newer[^1].Id });
            }

            // A first page is always a full one.
            filter = filter.First;
        }

        var from = filter.After is { } after ? shown.Where(m => m.Id.CompareTo(after) < 0) : shown;
        var rows = await Rows(db, from.OrderByDescending(m => m.Id).Take(PageSize + 1)).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
            rows.RemoveAt(PageSize);
        return new OutboxPage(
            rows, counts,
            filter.After is null || rows.Count == 0 ? null : filter.First with { Before = rows[0].Id },
            more ? filter.First with { After = rows[^1].Id } : null);
    }

    /// <summary>Rows that are on screen, as they stand now.</summary>
    public async Task<Result<List<OutboxRow>>> ByIdsAsync(IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, db.Outbox.AsNoTracking().Where(m => ids.Contains(m.Id))).ToListAsync(ct);
    }

    /// <summary>Some of the e-mails in a state that the same question finds, oldest first: what is done to all is done in portions.</summary>
    /// <param name="after">The last one of the portion before.</param>
    public async Task<Result<List<Guid>>> IdsAsync(OutboxFilter filter, Guid? after, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await FindAsync(db, filter.Query, ct);
        if (filter.State is { } state)
            rows = rows.Where(m => m.State == state);
        if (after is { } last)
            rows = rows.Where(m => m.Id.CompareTo(last) > 0);
        return await rows.OrderBy(m => m.Id).Take(PageSize).Select(m => m.Id).ToListAsync(ct);
    }

    // A million e-mails that went are not counted at each look: from the cap on it is only said that there are more.
    private static async Task<IReadOnlyDictionary<OutboxState, int>> CountAsync(IQueryable<OutboxMail> found, CancellationToken ct)
    {
        var counts = new Dictionary<OutboxState, int>();
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            if (await found.Where(m => m.State == state).OrderBy(m => m.Id).Take(CountCap + 1).CountAsync(ct) is var count and > 0)
                counts[state] = count;
        }

        return counts;
    }

    private static async Task<IQueryable<OutboxMail>> FindAsync(DeskDbContext db, string? query, CancellationToken ct)
    {
        var all = db.Outbox.AsNoTracking();
        if (query is null)
            return all;
        if (TicketNumber.TryParse(query, out var number))
        {
            var ticket = await db.Tickets.Where(t => t.Number == number).Select(t => t.Id).FirstOrDefaultAsync(ct);
            return all.Where(m => m.TicketId == ticket);
        }

        var key = AddressKey.Of(query);
        return all.Where(m => m.ToKey == key);
    }

    private static IQueryable<OutboxRow> Rows(DeskDbContext db, IQueryable<OutboxMail> mails) =>
        mails.Select(m => new OutboxRow(
            m.Id, db.Tickets.Where(t => t.Id == m.TicketId).Select(t => (long?)t.Number).FirstOrDefault(),
            m.ToName, m.ToAddress, m.Subject, m.Automatic, m.State, m.Attempts, m.LastReply, m.CreatedAt, m.NextAttemptAt, m.SentAt, m.Body != ""));
}
