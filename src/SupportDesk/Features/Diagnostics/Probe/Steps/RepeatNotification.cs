using System.Net;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>The same notification once more, as the provider repeats it: it has to get the same answer.</summary>
internal sealed class RepeatNotification(ProbeHttp http) : IProbeStep
{
    public string Name => "repeat";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        // An answer that is no answer cannot be compared.
        if (!state.IsTaken)
            return null;
        var reply = await http.SendAsync(state.Plan.Url, state.Plan.Method, state.Plan.Notification(state.Plan.TestPassword2), ct);
        if (reply.Failure is { } failure)
            return Bad("RepeatFailed", "RepeatAdvice", reply.FailureText ?? failure.ToString());
        state.RefusesRepeats = reply.Status != HttpStatusCode.OK || !ResultAnswer.IsTaken(ResultAnswer.Evaluate(reply.Body, state.Plan.InvId));
        return !state.RefusesRepeats
            ? Good("RepeatGood")
            : Bad("RepeatOther", "RepeatAdvice", $"{(int)reply.Status} {reply.Header("Content-Type")}: {ResultAnswer.Excerpt(reply.Body)}") with
            {
                Expected = CheckAnswer.Right(state.Plan),
            };
    }
}
