using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>Says on the health page which jobs fail.</summary>
internal sealed class JobHealth(JobStates states) : IHealthSign
{
    public Task<string?> FindTroubleAsync(CancellationToken ct)
    {
        var failing = states
            .All.Where(entry => entry.State.Failures > 0)
            .Select(entry => FormattableString.Invariant($"{entry.Job.Name} ({entry.State.Failures})"))
            .ToList();
        return Task.FromResult(failing.Count == 0 ? null : "jobs that fail: " + string.Join(", ", failing));
    }
}
