using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Monitoring;

/// <summary>Removes what was kept for long enough: notifications, looks at addresses, invoices that are no longer followed.</summary>
internal sealed class PurgePayments(IDbContextFactory<DeskDbContext> contexts, PurgeProbes probes, IOptions<DiagnosticsOptions> options, TimeProvider clock)
    : IUseCase
{
    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (notifications, rest) = (clock.GetUtcNow().AddDays(-options.Value.KeepNotificationsDays), clock.GetUtcNow().AddDays(-options.Value.KeepChecksDays));
        var gone = await probes.RunAsync(rest, ct);
        // By shop: that is how the indexes lie.
        foreach (var shop in await db.Shops.Select(s => s.Id).ToListAsync(ct))
        {
            gone += await db.Notifications.DeleteInBatchesAsync(
                db.Notifications.Where(n => n.ShopId == shop && n.ReceivedAt < notifications).OrderBy(n => n.ReceivedAt).Select(n => n.Id), ct);
            gone += await db.ReconciledInvoices.DeleteInBatchesAsync(
                db.ReconciledInvoices.Where(w => w.ShopId == shop && w.Since < rest && w.State != ReconciliationState.Followed)
                    .OrderBy(w => w.Since)
                    .Select(w => w.Id),
                ct
            );
        }

        return gone;
    }
}
