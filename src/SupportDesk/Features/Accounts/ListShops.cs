using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>The shops a person may open cases for: merchant staff their own, desk staff all.</summary>
public sealed class ListShops(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public sealed record Row(Guid Id, string Name, string MerchantLogin);

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Shops.AsNoTracking()
            .VisibleTo(actor)
            .Working()
            .OrderBy(s => s.Name)
            .Select(s => new Row(s.Id, s.Name, s.MerchantLogin))
            .ToListAsync(ct);
    }
}
