using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>The looks at an address, youngest first, page by page.</summary>
public sealed class ListProbes(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 30;

    /// <param name="Before">Only older ones; null to begin.</param>
    /// <param name="After">Only younger ones.</param>
    public sealed record Input(Guid ShopId, string Url, PageKey? Before = null, PageKey? After = null);

    public sealed record Row(Guid Id, DateTimeOffset At, Severity Verdict, int? FirstByteMilliseconds, string? Trouble)
    {
        public PageKey Key => new(At, Id);
    }

    public async Task<KeyedPage<Row>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(input.ShopId) || !Uri.TryCreate(input.Url.Trim(), UriKind.Absolute, out var address))
            return KeyedPages.Empty<Row>();
        var text = address.ToString();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = db.ProbeRuns.AsNoTracking().Where(run => run.ShopId == input.ShopId && run.Url == text);
        var isBackward = input.After is not null;
        if (input.Before is (var before, var beforeId))
            runs = runs.Where(run => run.At <= before && (run.At < before || run.Id.CompareTo(beforeId) < 0));
        if (input.After is (var after, var afterId))
            runs = runs.Where(run => run.At >= after && (run.At > after || run.Id.CompareTo(afterId) > 0));
        runs = isBackward ? runs.OrderBy(run => run.At).ThenBy(run => run.Id) : runs.OrderByDescending(run => run.At).ThenByDescending(run => run.Id);
        var rows = await runs.Take(PageSize + 1)
            .Select(run => new Row(run.Id, run.At, (Severity)run.Verdict, run.FirstByteMilliseconds, run.Trouble))
            .ToListAsync(ct);
        return KeyedPages.Of(rows, PageSize, isBackward, input.Before is null);
    }
}
