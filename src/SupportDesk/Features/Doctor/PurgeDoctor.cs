using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Doctor;

/// <summary>Removes what the doctor has kept for long enough: notifications, looks at addresses, invoices that are no longer followed.</summary>
internal sealed class PurgeDoctor(IDbContextFactory<DeskDbContext> contexts, IOptions<DoctorOptions> options, TimeProvider clock)
{
    // Each in a moment: the recorder must not wait for the lock.
    private const int AtOnce = 500;

    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (notifications, rest) = (clock.GetUtcNow().AddDays(-options.Value.KeepNotificationsDays), clock.GetUtcNow().AddDays(-options.Value.KeepChecksDays));
        var gone = await RemoveAsync(db.ProbeRuns, db.ProbeRuns.Where(run => run.At < rest).OrderBy(run => run.At).Select(run => run.Id), ct);
        // By shop: that is how the indexes lie.
        foreach (var shop in await db.Shops.Select(s => s.Id).ToListAsync(ct))
        {
            gone += await RemoveAsync(db.Notifications, db.Notifications.Where(n => n.ShopId == shop && n.ReceivedAt < notifications).OrderBy(n => n.ReceivedAt).Select(n => n.Id), ct);
            gone += await RemoveAsync(db.WatchedInvoices, db.WatchedInvoices.Where(w => w.ShopId == shop && w.Since < rest && w.State != WatchState.Followed).OrderBy(w => w.Since).Select(w => w.Id), ct);
        }

        return gone;
    }

    private static async Task<int> RemoveAsync<T>(DbSet<T> set, IQueryable<Guid> old, CancellationToken ct) where T : class
    {
        var gone = 0;
        while (await old.Take(AtOnce).ToListAsync(ct) is { Count: > 0 } ids)
            gone += await set.Where(row => ids.Contains(EF.Property<Guid>(row, "Id"))).ExecuteDeleteAsync(ct);
        return gone;
    }
}
