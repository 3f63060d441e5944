using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// One page of a list, turned by key in both directions: its cost follows the page and not the number of tickets.
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

        public Guid? AssigneeId { get; init; }

        /// <summary>For whom a payer could be mistaken, in words; only the desk's own people are told.</summary>
        public string? Warning { get; init; }
    }

    /// <param name="Next">Where the next page starts; null on the last one.</param>
    /// <param name="Previous">Where the previous page ends; null on the first one.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, TicketCursor? Next, TicketCursor? Previous);

    public async Task<Page> RunAsync(TicketFilter filter, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Rows(db, Filtered(db, filter, actor).Take(PageSize + 1)).ToListAsync(ct);
        var hasMore = rows.Count > PageSize;
        // Fewer than a page before that row, or none after it: the list became shorter, and its beginning is what remains.
        if (filter != filter.First && (filter.Before is null ? rows.Count == 0 : !hasMore))
            return await RunAsync(filter.First, actor, ct);
        if (hasMore)
            rows.RemoveAt(PageSize);
        if (filter.Before is not null)
            rows.Reverse();
        var isFirst = filter == filter.First;
        var page = new Page(
            rows,
            hasMore || filter.Before is not null ? TicketCursor.Of(rows[^1], filter) : null,
            isFirst ? null : TicketCursor.Of(rows[0], filter));
        if (isFirst && TicketNumber.TryParse(filter.Query, out var number))
            await PutExactFirstAsync(db, rows, number, actor, ct);
        await WarnAsync(rows, actor, ct);
        return page;
    }

    /// <summary>Which tickets the list holds now, from its first row on.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(TicketFilter filter, int most, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Filtered(db, filter.First, actor).Select(t => t.Id).Take(most).ToListAsync(ct);
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

    /// <summary>Nearest to the filter's place first: before it that is the list's order backwards.</summary>
    internal static IQueryable<Ticket> Filtered(DeskDbContext db, TicketFilter filter, Actor actor) =>
        (SearchTerms.Match(filter.Query) is { } match
            ? Found(db, match, (filter.Before ?? filter.After)?.Number ?? long.MaxValue, filter.Before is not null)
            : db.Tickets.AsNoTracking())
            .VisibleTo(actor).Where(filter, actor).Ordered(filter);

    // The full-text index is keyed by ticket number and gives its rows newest first without sorting, but only while the
    // number comes from the index itself: hence the columns one by one.
    internal static IQueryable<Ticket> Found(DeskDbContext db, string match, long from, bool up = false)
    {
        var columns = db.Model.FindEntityType(typeof(Ticket))!.GetTableMappings().Single().Table.Columns
            .Select(column => column.Name == nameof(Ticket.Number) ? "s.rowid AS \"Number\"" : $"t.\"{column.Name}\"");
        var sql = $$"""
            SELECT {{string.Join(", ", columns)}} FROM "TicketSearch" AS s CROSS JOIN "Tickets" AS t ON t."Number" = s.rowid
            WHERE s."TicketSearch" MATCH {0} AND s.rowid {{(up ? ">" : "<")}} {1}
            """;
        return db.Tickets.FromSqlRaw(sql, match, from).AsNoTracking();
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
        AssigneeId = t.AssigneeId,
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
