using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Audit;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>
/// Puts a shop aside: no new cases, and the desk calls it no more. What there is of it stays, and notifications that still come
/// are kept, since money may stand behind them.
/// </summary>
public sealed class ArchiveShop(IDbContextFactory<DeskDbContext> contexts, ShopCache directory, TimeProvider clock) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid id, bool isArchived, Actor actor, CancellationToken ct)
    {
        if (!SaveShop.Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Shops.FirstOrDefaultAsync(shop => shop.Id == id, ct) is not { } shop)
            return Problem.NotFound;
        if (shop.ArchivedAt is not null == isArchived)
            return default(Unit);
        if (isArchived && !await db.Shops.Working().AnyAsync(other => other.Id != id, ct))
            return new Problem("LastShop");
        var now = clock.GetUtcNow();
        shop.ArchivedAt = isArchived ? now : null;
        if (await db.ShopSettings.FirstOrDefaultAsync(settings => settings.ShopId == id, ct) is { ProbeHours: > 0 } probed)
            probed.ProbeDueAt = isArchived ? null : now;
        db.AddAudit(actor, clock, isArchived ? "shop.archive" : "shop.restore", shop.MerchantLogin);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return default(Unit);
    }
}
