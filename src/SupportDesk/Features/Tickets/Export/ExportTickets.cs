using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Export;

/// <summary>
/// Every ticket of a list, in its order and with its rights. Turned by key like the list itself: neither the memory nor the
/// time that the database is held follows their number.
/// </summary>
public sealed class ExportTickets(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int PageSize = 1000;

    public sealed record Row(
        long Number, string Title, TicketKind Kind, TicketStatus Status, Priority Priority, string? Shop, string RequesterName, string RequesterEmail,
        string? InvoiceId, string? OrderNumber, decimal? Amount, string? Currency, string? ProviderNumber, string? Assignee,
        DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, DateTimeOffset? ClosedAt)
    {
        public DateTimeOffset StatusSince { get; init; }

        public DateTimeOffset? UnansweredSince { get; init; }
    }

    public async IAsyncEnumerable<IReadOnlyList<Row>> RunAsync(TicketFilter filter, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Who took whose data along can be asked later. What was typed into the search may be a card number.
        db.AddAudit(actor, clock, "tickets.export", (filter.First with { Query = SanitizedText.LineOrNull(filter.Query) }).Href);
        await db.SaveChangesAsync(ct);
        for (TicketCursor? after = null; ;)
        {
            var page = await Rows(db, ListTickets.Filtered(db, filter with { After = after, Before = null }, actor).Take(PageSize)).ToListAsync(ct);
            if (page.Count > 0)
                yield return page;
            if (page.Count < PageSize)
                yield break;
            var last = page[^1];
            after = TicketCursor.Of(filter, last.Number, last.ChangedAt, last.StatusSince, last.UnansweredSince, last.Priority);
        }
    }

    private static IQueryable<Row> Rows(DeskDbContext db, IQueryable<Ticket> tickets) => tickets.Select(t => new Row(
        t.Number, t.Title, t.Kind, t.Status, t.Priority, db.Shops.Where(s => s.Id == t.ShopId).Select(s => s.Name).FirstOrDefault(),
        t.RequesterName, t.RequesterEmail, t.Payment.InvoiceId, t.Payment.OrderNumber, t.Payment.Amount, t.Payment.Currency,
        db.Conversations.Where(c => c.TicketId == t.Id && c.Party == Party.Provider).Select(c => c.ExternalNumber).FirstOrDefault(),
        db.Users.Where(u => u.Id == t.AssigneeId).Select(u => u.DisplayName).FirstOrDefault(),
        t.CreatedAt, t.ChangedAt, t.ClosedAt)
    {
        StatusSince = t.StatusSince,
        UnansweredSince = t.UnansweredSince,
    });
}
