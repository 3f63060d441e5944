using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>
/// Finds what should be followed without being asked for, at the shops that want it: invoices of open tickets, payments
/// on hold, and notifications that the shop's own address did not take.
/// </summary>
internal sealed class GatherInvoices(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <returns>How many are new.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var added = 0;
        foreach (var shop in await db.ShopSettings.Where(s => s.Reconciles && s.Password2 != null)
            .Where(s => db.Shops.Any(shop => shop.Id == s.ShopId && shop.ArchivedAt == null)).Select(s => s.ShopId).ToListAsync(ct))
        {
            if (!(await FindAsync(db, shop, now - Memory, ct)).Any())
                continue;
            // Once more under the write lock: somebody may just be putting one of them on the list by hand.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var (invoice, ticket) in await FindAsync(db, shop, now - Memory, ct))
            {
                db.ReconciledInvoices.Add(
                    new ReconciledInvoice
                    {
                        Id = Ids.New(clock),
                        ShopId = shop,
                        InvId = invoice,
                        TicketId = ticket,
                        Since = now,
                        NextAt = now,
                    }
                );
                added++;
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return added;
    }

    private static async Task<IEnumerable<(string Invoice, Guid? Ticket)>> FindAsync(DeskDbContext db, Guid shop, DateTimeOffset since, CancellationToken ct)
    {
        var tickets = await db.Tickets
            .Where(t => t.ShopId == shop && t.Status < TicketStatus.Resolved && t.ChangedAt > since && t.Payment.InvoiceId != null)
            .Where(t => !db.ReconciledInvoices.Any(w => w.ShopId == shop && w.InvId == t.Payment.InvoiceId))
            .OrderByDescending(t => t.ChangedAt).Take(MostAtOnce)
            .Select(t => new { Invoice = t.Payment.InvoiceId!, Ticket = (Guid?)t.Id }).ToListAsync(ct);
        var notified = db.Notifications.Where(n => n.ShopId == shop && n.ReceivedAt > since && n.Verdict == NotificationVerdict.Verified && !n.IsTest);
        var failed = await Unknown(db, shop, notified.Where(n => n.Forward == ForwardState.Failed)).ToListAsync(ct);
        var onHold = await Unknown(db, shop, notified.Where(n => n.State == "HOLD")).ToListAsync(ct);
        return tickets.Select(t => (t.Invoice, t.Ticket)).Concat(failed.Concat(onHold).Select(invoice => (invoice, (Guid?)null)))
            .Where(one => one.Item1.Length > 0).DistinctBy(one => one.Item1);
    }

    private static IQueryable<string> Unknown(DeskDbContext db, Guid shop, IQueryable<Notification> notifications) => notifications
        .Where(n => !db.ReconciledInvoices.Any(w => w.ShopId == shop && w.InvId == n.InvId))
        .OrderByDescending(n => n.ReceivedAt).Take(MostAtOnce).Select(n => n.InvId);
}
