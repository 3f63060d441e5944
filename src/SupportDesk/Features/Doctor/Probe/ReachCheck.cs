using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Doctor.Probe.Steps;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Robokassa;

namespace SupportDesk.Features.Doctor.Probe;

/// <summary>
/// Looks by itself whether an address that stands in a checklist can be reached: name, connection, certificate. It sends
/// nothing; a test notification needs somebody's consent. Like the probe it calls listed hosts only.
/// </summary>
internal sealed class ReachCheck(IDbContextFactory<DeskDbContext> contexts, IEnumerable<IProbeStep> steps) : IChecklistCheck
{
    public string Name => "result-url-reach";

    public TimeSpan Patience => TimeSpan.FromSeconds(20);

    public async Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (!Uri.TryCreate(input.Answer.Trim(), UriKind.Absolute, out var url) || input.Draft.ShopId is not { } shop)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var listed = await db.ShopSettings.Where(settings => settings.ShopId == shop).Select(settings => settings.Hosts).FirstOrDefaultAsync(ct);
        var hosts = (listed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!AllowedHosts.Allows(hosts, url))
            return null;
        var state = new ProbeState(new ProbePlan(url, HttpMethod.Get, "", "", SignatureAlgorithm.Md5, ""), hosts);
        StepResult? worst = null;
        foreach (var step in steps.Where(step => step is ResolveHost or OpenConnection or CheckCertificate))
        {
            if (await step.RunAsync(state, ct) is not { } result)
                continue;
            worst = worst is null || result.Tone >= worst.Tone ? result : worst;
            if (result.Ends)
                break;
        }

        return worst is null ? null : new Verdict(worst.Tone, worst.Seen, worst.Advice) { Evidence = worst.Evidence };
    }
}
