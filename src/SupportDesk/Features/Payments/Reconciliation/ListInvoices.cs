using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Reconciliation;

public enum InvoiceView { Alarms = 0, Followed = 1, All = 2 }

/// <summary>The followed invoices of a shop, youngest first, page by page.</summary>
public sealed class ListInvoices(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;
    private const int CountCap = 999;

    /// <param name="Before">Only older ones; null to begin.</param>
    /// <param name="After">Only younger ones.</param>
    public sealed record Input(Guid ShopId, InvoiceView View, PageKey? Before = null, PageKey? After = null);

    public sealed record Row(
        Guid Id,
        string InvId,
        ReconciliationState State,
        ReconciliationAlarm Alarm,
        DateTimeOffset? AlarmedAt,
        int? ResultCode,
        int? StateCode,
        DateTimeOffset? StateAt,
        DateTimeOffset Since,
        DateTimeOffset? AskedAt,
        string? Trouble,
        DateTimeOffset? NextAt,
        long? Ticket
    )
    {
        /// <summary>Alarms are sorted by when they were raised, the others by when following began.</summary>
        public PageKey KeyIn(InvoiceView view) => new(view == InvoiceView.Alarms ? AlarmedAt ?? Since : Since, Id);

        public bool IsAlarming => Alarm != ReconciliationAlarm.None && State != ReconciliationState.Stopped;
    }

    public async Task<KeyedPage<Row>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(input.ShopId))
            return KeyedPages.Empty<Row>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.ReconciledInvoices.AsNoTracking().Where(w => w.ShopId == input.ShopId);
        rows = input.View switch
        {
            InvoiceView.Alarms => ByAlarm(Alarming(rows), input),
            InvoiceView.Followed => BySince(rows.Where(w => w.State == ReconciliationState.Followed), input),
            _ => BySince(rows, input),
        };
        return KeyedPages.Of(await Shown(db, rows.Take(PageSize + 1)).ToListAsync(ct), PageSize, input.After is not null, input.Before is null);
    }

    private static IQueryable<ReconciledInvoice> ByAlarm(IQueryable<ReconciledInvoice> rows, Input input)
    {
        if (input.Before is (var before, var beforeId))
            rows = rows.Where(w => w.AlarmedAt <= before && (w.AlarmedAt < before || w.Id.CompareTo(beforeId) < 0));
        if (input.After is not (var after, var afterId))
            return rows.OrderByDescending(w => w.AlarmedAt).ThenByDescending(w => w.Id);
        rows = rows.Where(w => w.AlarmedAt >= after && (w.AlarmedAt > after || w.Id.CompareTo(afterId) > 0));
        return rows.OrderBy(w => w.AlarmedAt).ThenBy(w => w.Id);
    }

    private static IQueryable<ReconciledInvoice> BySince(IQueryable<ReconciledInvoice> rows, Input input)
    {
        if (input.Before is (var before, var beforeId))
            rows = rows.Where(w => w.Since <= before && (w.Since < before || w.Id.CompareTo(beforeId) < 0));
        if (input.After is not (var after, var afterId))
            return rows.OrderByDescending(w => w.Since).ThenByDescending(w => w.Id);
        rows = rows.Where(w => w.Since >= after && (w.Since > after || w.Id.CompareTo(afterId) > 0));
        return rows.OrderBy(w => w.Since).ThenBy(w => w.Id);
    }

    /// <summary>What is known of one invoice; null when it is not followed.</summary>
    public async Task<Row?> FindAsync(Guid shop, string invoice, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(shop))
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Shown(db, db.ReconciledInvoices.AsNoTracking().Where(w => w.ShopId == shop && w.InvId == invoice)).FirstOrDefaultAsync(ct);
    }

    /// <returns>How many have an alarm, 999 at most.</returns>
    public async Task<int> CountAlarmsAsync(Guid shop, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(shop))
            return 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Alarming(db.ReconciledInvoices.Where(w => w.ShopId == shop)).OrderBy(w => w.AlarmedAt).Take(CountCap).CountAsync(ct);
    }

    private static IQueryable<ReconciledInvoice> Alarming(IQueryable<ReconciledInvoice> rows) =>
        rows.Where(w => w.Alarm > ReconciliationAlarm.None && w.State != ReconciliationState.Stopped);

    private static IQueryable<Row> Shown(DeskDbContext db, IQueryable<ReconciledInvoice> rows) => rows.Select(w => new Row(
        w.Id, w.InvId, w.State, w.Alarm, w.AlarmedAt, w.ResultCode, w.StateCode, w.StateAt, w.Since, w.AskedAt, w.Trouble, w.NextAt,
        db.Tickets.Where(t => t.Id == w.TicketId).Select(t => (long?)t.Number).FirstOrDefault()));
}
