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

    /// <param name="Before">Only rows behind this one; null to begin.</param>
    public sealed record Input(Guid ShopId, InvoiceView View, Row? Before = null);

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
        public bool IsAlarming => Alarm != ReconciliationAlarm.None && State != ReconciliationState.Stopped;
    }

    public async Task<IReadOnlyList<Row>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(input.ShopId))
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.ReconciledInvoices.AsNoTracking().Where(w => w.ShopId == input.ShopId);
        rows = input.View switch
        {
            InvoiceView.Alarms => Alarming(rows),
            InvoiceView.Followed => rows.Where(w => w.State == ReconciliationState.Followed),
            _ => rows,
        };
        if (input.Before is { } last)
            rows =
                input.View == InvoiceView.Alarms
                    ? rows.Where(w => w.AlarmedAt < last.AlarmedAt || (w.AlarmedAt == last.AlarmedAt && w.Id.CompareTo(last.Id) < 0))
                    : rows.Where(w => w.Since < last.Since || (w.Since == last.Since && w.Id.CompareTo(last.Id) < 0));
        rows =
            input.View == InvoiceView.Alarms
                ? rows.OrderByDescending(w => w.AlarmedAt).ThenByDescending(w => w.Id)
                : rows.OrderByDescending(w => w.Since).ThenByDescending(w => w.Id);
        return await Shown(db, rows.Take(PageSize)).ToListAsync(ct);
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
