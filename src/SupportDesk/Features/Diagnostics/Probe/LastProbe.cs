using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What the youngest check of a ResultURL found.</summary>
internal sealed class LastProbe(IDbContextFactory<DeskDbContext> contexts) : IToolFindings
{
    public string Tool => "probe";

    public async Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shops = db.Shops.VisibleTo(actor).Select(shop => shop.Id);
        var run = await db.ProbeRuns.AsNoTracking()
            .Where(run => shops.Contains(run.ShopId))
            .OrderByDescending(run => run.At)
            .Select(run => new { run.At, run.Verdict, run.Trouble })
            .FirstOrDefaultAsync(ct);
        if (run is null)
            return null;
        var severity = (Severity)run.Verdict;
        return new ToolFinding(
            severity,
            run.Trouble is { } step
                ? StepResult.Say("ToolProbe_Trouble", StepResult.Say("Step_" + step), StepResult.Say("Severity_" + severity))
                : StepResult.Say("ToolProbe_Good"),
            run.At
        );
    }
}
