using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>The shops a payer may have paid in, by name. Their names are on their own sites: nothing secret.</summary>
internal sealed class ListPayerShops(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    internal sealed record Row(Guid Id, string Name);

    public async Task<IReadOnlyList<Row>> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Shops.AsNoTracking().Working().OrderBy(s => s.Name).Select(s => new Row(s.Id, s.Name)).ToListAsync(ct);
    }
}
