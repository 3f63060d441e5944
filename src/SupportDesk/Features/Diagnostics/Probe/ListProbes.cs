using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>The last looks at an address, oldest first.</summary>
public sealed class ListProbes(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Most = 30;

    public sealed record Row(Guid Id, DateTimeOffset At, Severity Verdict, int? FirstByteMilliseconds, string? Trouble);

    public async Task<IReadOnlyList<Row>> RunAsync(Guid shop, string url, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(shop) || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address))
            return [];
        var text = address.ToString();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ProbeRuns.AsNoTracking()
            .Where(run => run.ShopId == shop && run.Url == text)
            .OrderByDescending(run => run.At).Take(Most)
            .Select(run => new Row(run.Id, run.At, (Severity)run.Verdict, run.FirstByteMilliseconds, run.Trouble)).ToListAsync(ct);
        rows.Reverse();
        return rows;
    }
}
