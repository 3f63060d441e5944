using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>One look at an address, as it was kept.</summary>
public sealed class ReadProbe(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public sealed record Kept(Guid ShopId, string Url, DateTimeOffset At, IReadOnlyList<RunProbe.Finding> Found);

    /// <returns>Null when there is none, or when it is none of the actor's.</returns>
    public async Task<Kept?> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await db.ProbeRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, ct);
        return run is not null && actor.SeesShop(run.ShopId) ? new Kept(run.ShopId, run.Url, run.At, ProbeRecord.Read(run.Steps)) : null;
    }
}
