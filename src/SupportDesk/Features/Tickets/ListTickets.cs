using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// One page of a list, turned by key: its cost follows the page and not the number of tickets. Lists are sorted by the
/// last change, search results by number, newest first.
/// </summary>
public sealed class ListTickets(IDbContextFactory<DeskDbContext> contexts, ISenderWarnings warnings) : IUseCase
{
    public const int PageSize = 50;

    public sealed record Row(
        Guid Id, long Number, string Title, TicketKind Kind, TicketStatus Status, DateTimeOffset StatusSince, Priority Priority,
        string? Shop, string RequesterName, string? InvoiceId, string? CardLast4, string? ProviderNumber, string? Assignee,
        DateTimeOffset ChangedAt, TicketEventKind LastEvent, Party? LastParty, DateTimeOffset? UnansweredSince, bool DeliveryTrouble)
    {
        public string? RequesterEmail { get; init; }

        /// <summary>For whom a payer could be mistaken, in words; only the desk's own people are told.</summary>
        public string? Warning { get; init; }
    }

    public sealed record Page(IReadOnlyList<Row> Rows, TicketCursor? Next);

    public async Task<Page> RunAsync(TicketFilter filter, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Rows(db, Filtered(db, filter, actor).Take(PageSize + 1)).ToListAsync(ct);
        if (filter.After is null && TicketNumber.TryParse(filter.Query, out var number))
            await PutExactFirstAsync(db, rows, number, actor, ct);
        var isLast = rows.Count <= PageSize;
        if (!isLast)
            rows.RemoveRange(PageSize, rows.Count - PageSize);
        await WarnAsync(rows, actor, ct);
        return isLast ? new Page(rows, null) : new Page(rows, new TicketCursor(rows[^1].ChangedAt, rows[^1].Number));
    }

    /// <summary>The same rows asked again: what an open list refreshes in place.</summary>
    public async Task<IReadOnlyList<Row>> ByIdsAsync(IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Rows(db, db.Tickets.AsNoTracking().VisibleTo(actor).Where(t => ids.Contains(t.Id))).ToListAsync(ct);
        await WarnAsync(rows, actor, ct);
        return rows;
    }

    private async Task WarnAsync(List<Row> rows, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return;
        var payers = Enumerable.Range(0, rows.Count).Where(i => rows[i].Kind == TicketKind.Payer).ToList();
        var words = await warnings.OfAsync([.. payers.Select(i => (rows[i].RequesterName, rows[i].RequesterEmail))], ct);
        foreach (var (i, warning) in payers.Zip(words).Where(one => one.Second is not null))
            rows[i] = rows[i] with { Warning = warning };
    }

    internal static IQueryable<Ticket> Filtered(DeskDbContext db, TicketFilter filter, Actor actor)
    {
        // The start is a key like any other, so that every page is a search in the index and never a walk through it.
        var after = filter.After ?? TicketCursor.Start;
        return SearchTerms.Match(filter.Query) is { } match
            ? Found(db, match, after.Number).VisibleTo(actor).Where(filter, actor).OrderByDescending(t => t.Number)
            : db.Tickets.AsNoTracking().VisibleTo(actor).Where(filter, actor)
                .Where(t => t.ChangedAt <= after.ChangedAt && (t.ChangedAt < after.ChangedAt || t.Number < after.Number))
                .OrderByDescending(t => t.ChangedAt).ThenByDescending(t => t.Number);
    }

    // The full-text index is keyed by ticket number and gives its rows newest first without sorting, but only while the
    // number comes from the index itself: hence the columns one by one.
    internal static IQueryable<Ticket> Found(DeskDbContext db, string match, long before)
    {
        var columns = db.Model.FindEntityType(typeof(Ticket))!.GetTableMappings().Single().Table.Columns
            .Select(column => column.Name == nameof(Ticket.Number) ? "s.rowid AS \"Number\"" : $"t.\"{column.Name}\"");
        var sql = $$"""
            SELECT {{string.Join(", ", columns)}} FROM "TicketSearch" AS s CROSS JOIN "Tickets" AS t ON t."Number" = s.rowid
            WHERE s."TicketSearch" MATCH {0} AND s.rowid < {1}
            """;
        return db.Tickets.FromSqlRaw(sql, match, before).AsNoTracking();
    }

    private static IQueryable<Row> Rows(DeskDbContext db, IQueryable<Ticket> tickets) => tickets.Select(t => new Row(
        t.Id, t.Number, t.Title, t.Kind, t.Status, t.StatusSince, t.Priority,
        db.Shops.Where(s => s.Id == t.ShopId).Select(s => s.Name).FirstOrDefault(),
        t.RequesterName, t.Payment.InvoiceId, t.Payment.CardLast4,
        db.Conversations.Where(c => c.TicketId == t.Id && c.Party == Party.Provider).Select(c => c.ExternalNumber).FirstOrDefault(),
        db.Users.Where(u => u.Id == t.AssigneeId).Select(u => u.DisplayName).FirstOrDefault(),
        t.ChangedAt, t.LastEvent, t.LastParty, t.UnansweredSince,
        db.Messages.Any(m => m.TicketId == t.Id && m.Delivery >= DeliveryState.Failed))
    {
        RequesterEmail = t.RequesterEmail,
    });

    private static async Task PutExactFirstAsync(DeskDbContext db, List<Row> rows, long number, Actor actor, CancellationToken ct)
    {
        var exact = rows.Find(row => row.Number == number)
            ?? await Rows(db, db.Tickets.AsNoTracking().VisibleTo(actor).Where(t => t.Number == number)).FirstOrDefaultAsync(ct);
        if (exact is null)
            return;
        rows.RemoveAll(row => row.Number == number);
        rows.Insert(0, exact);
    }
}

internal static class TicketFilterQuery
{
    public static IQueryable<Ticket> Where(this IQueryable<Ticket> tickets, TicketFilter filter, Actor actor)
    {
        tickets = filter.Status switch
        {
            StatusFilter.Open => tickets.Where(t => t.Status < TicketStatus.Resolved),
            StatusFilter.New => tickets.Where(t => t.Status == TicketStatus.New),
            StatusFilter.Us => tickets.Where(t => t.Status == TicketStatus.Open),
            StatusFilter.Requester => tickets.Where(t => t.Status == TicketStatus.WaitingOnRequester),
            StatusFilter.Provider => tickets.Where(t => t.Status == TicketStatus.WaitingOnProvider),
            StatusFilter.Resolved => tickets.Where(t => t.Status == TicketStatus.Resolved),
            StatusFilter.Closed => tickets.Where(t => t.Status == TicketStatus.Closed),
            _ => tickets,
        };
        tickets = filter.Owner switch
        {
            OwnerFilter.Me => tickets.Where(t => t.AssigneeId == actor.UserId),
            OwnerFilter.Nobody => tickets.Where(t => t.AssigneeId == null),
            _ => tickets,
        };
        return filter.Kind is { } kind ? tickets.Where(t => t.Kind == kind) : tickets;
    }
}
