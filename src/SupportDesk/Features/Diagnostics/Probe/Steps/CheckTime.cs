using Microsoft.Extensions.Options;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>How long the shop lets the provider wait. The provider publishes no limit, so ours is a setting.</summary>
internal sealed class CheckTime(IOptions<DiagnosticsOptions> options) : IProbeStep
{
    public string Name => "time";

    public Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct) => Task.FromResult(state.Reply is { } reply
        ? reply.FirstByte > options.Value.Slow
            ? Bad("TimeSlow", "TimeSlowAdvice", null, reply.FirstByte.TotalSeconds, options.Value.SlowSeconds)
            : reply.FirstByte > options.Value.Slow / 2
                ? Care("TimeSlowish", "TimeSlowAdvice", null, reply.FirstByte.TotalSeconds, options.Value.SlowSeconds)
                : Good("TimeGood", reply.FirstByte.TotalSeconds, options.Value.SlowSeconds)
        : (StepResult?)null);
}
