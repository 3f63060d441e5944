using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>Removes looks at addresses that were kept for long enough.</summary>
public sealed class PurgeProbes(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProbeRuns.DeleteInBatchesAsync(db.ProbeRuns.Where(run => run.At < before).OrderBy(run => run.At).Select(run => run.Id), ct);
    }
}
