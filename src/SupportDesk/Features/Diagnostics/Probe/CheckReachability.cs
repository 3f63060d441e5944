using SupportDesk.Features.Diagnostics.Probe.Steps;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>Whether an address can be reached: name, connection, certificate. It sends nothing: a test notification needs somebody's consent.</summary>
public sealed class CheckReachability(IEnumerable<IProbeStep> steps) : IUseCase
{
    /// <param name="hosts">Hosts that may be called for the shop.</param>
    /// <returns>The worst of what was found; null if there was nothing to look at.</returns>
    public async Task<CheckResult?> RunAsync(Uri url, IReadOnlyList<string> hosts, CancellationToken ct)
    {
        var state = new ProbeState(new ProbePlan(url, HttpMethod.Get, "", "", SignatureAlgorithm.Md5, ""), hosts);
        StepResult? worst = null;
        foreach (var step in steps.Where(step => step is ResolveHost or OpenConnection or CheckCertificate))
        {
            if (await step.RunAsync(state, ct) is not { } result)
                continue;
            worst = worst is null || result.Severity >= worst.Severity ? result : worst;
            if (result.Ends)
                break;
        }

        return worst is null ? null : new CheckResult(worst.Severity, worst.Seen, worst.Advice) { Evidence = worst.Evidence };
    }
}
