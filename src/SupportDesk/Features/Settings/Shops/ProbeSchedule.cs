using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>When the address of a shop is looked at next, and how it was last.</summary>
public sealed class ProbeSchedule(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <summary>The shops whose turn has come, the longest overdue first; one that was put aside is called no more.</summary>
    public async Task<IReadOnlyList<ShopSettings>> FindDueAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ShopSettings.AsNoTracking().Where(s => s.ProbeDueAt <= now && db.Shops.Working().Any(shop => shop.Id == s.ShopId))
            .OrderBy(s => s.ProbeDueAt).Take(most).ToListAsync(ct);
    }

    /// <summary>Puts the next look off before this one begins: an address that takes the desk down must not do so every minute.</summary>
    /// <returns>False if another node has read the same list and was first, or the shop was put aside since.</returns>
    public async Task<bool> TryClaimAsync(ShopSettings due, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + TimeSpan.FromHours(due.ProbeHours);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
                .ShopSettings.Where(s => s.ShopId == due.ShopId && s.ProbeDueAt == due.ProbeDueAt && db.Shops.Working().Any(shop => shop.Id == s.ShopId))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ProbeDueAt, next), ct) > 0;
    }

    /// <summary>Inside the caller's transaction, who saves.</summary>
    /// <param name="again">Until the next look.</param>
    public void Record(ShopSettings shop, AddressHealth health, TimeSpan again)
    {
        var now = clock.GetUtcNow();
        if (shop.Address != health)
            (shop.Address, shop.AddressSince) = (health, now);
        shop.ProbeDueAt = now + again;
    }
}
