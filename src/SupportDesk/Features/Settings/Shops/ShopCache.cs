using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Shops by their login, held in memory for a moment: the recorder asks for them thousands of times a second.</summary>
public sealed class ShopCache(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock)
{
    // Another node may have changed them.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private volatile Page? page;

    /// <param name="Settings">Null while nothing of the shop has been entered.</param>
    /// <param name="IsArchived">It was put aside: what comes for it is kept, and the desk calls it no more.</param>
    public sealed record Entry(Guid ShopId, string MerchantLogin, ShopSettings? Settings, bool IsArchived = false);

    public async ValueTask<Entry?> FindAsync(string merchantLogin, CancellationToken ct)
    {
        var current = page;
        if (current is null || clock.GetElapsedTime(current.At) > Kept)
            page = current = await ReadAsync(ct);
        return current.Shops.GetValueOrDefault(merchantLogin);
    }

    public void Forget() => page = null;

    private async Task<Page> ReadAsync(CancellationToken ct)
    {
        var at = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from shop in db.Shops.AsNoTracking()
            join settings in db.ShopSettings.AsNoTracking() on shop.Id equals settings.ShopId into known
            from settings in known.DefaultIfEmpty()
            select new { shop.Id, shop.MerchantLogin, settings, shop.ArchivedAt }).ToListAsync(ct);
        var shops = new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            shops.TryAdd(row.MerchantLogin, new Entry(row.Id, row.MerchantLogin, row.settings, row.ArchivedAt is not null));
        return new Page(at, shops);
    }

    private sealed record Page(long At, IReadOnlyDictionary<string, Entry> Shops);
}
