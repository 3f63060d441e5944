using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Looks by itself whether an address that stands in a checklist can be reached. Like the probe it calls listed hosts only.</summary>
internal sealed class ReachCheck(IDbContextFactory<DeskDbContext> contexts, CheckReachability reach) : IChecklistCheck
{
    public string Name => "result-url-reach";

    public TimeSpan Timeout => TimeSpan.FromSeconds(20);

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (!Uri.TryCreate(input.Answer.Trim(), UriKind.Absolute, out var url) || input.Draft.ShopId is not { } shop)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var listed = await db.ShopSettings.Where(settings => settings.ShopId == shop).Select(settings => settings.Hosts).FirstOrDefaultAsync(ct);
        var hosts = (listed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return AllowedHosts.Allows(hosts, url) ? await reach.RunAsync(url, hosts, ct) : null;
    }
}
