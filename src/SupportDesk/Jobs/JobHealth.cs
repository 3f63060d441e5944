using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SupportDesk.Jobs;

/// <summary>Says on the health page which jobs fail.</summary>
internal sealed class JobHealth(JobStates states) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = states
            .All.Where(entry => entry.State.Failures > 0)
            .Select(entry => FormattableString.Invariant($"{entry.Job.Name} ({entry.State.Failures})"))
            .ToList();
        return Task.FromResult(
            failing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("jobs that fail: " + string.Join(", ", failing))
        );
    }
}
