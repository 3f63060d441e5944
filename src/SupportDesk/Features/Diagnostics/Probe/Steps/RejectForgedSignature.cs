using System.Net;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>A notification that the provider did not sign: a shop that takes it gives its goods away.</summary>
internal sealed class RejectForgedSignature(ProbeHttp http) : IProbeStep
{
    public string Name => "forgery";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        if (state.Reply is null)
            return null;
        // Signed with a password that cannot be the shop's.
        var reply = await http.SendAsync(state.Plan.Url, state.Plan.Method, state.Plan.Notification(state.Plan.TestPassword2 + ":"), ct);
        if (reply.Failure is { } failure)
            return Care("ForgeryFailed", "ForgeryFailedAdvice", failure.ToString());
        var evidence = $"{(int)reply.Status}: {ResultAnswer.Excerpt(reply.Body)}";
        var isRefused =
            reply.Status != HttpStatusCode.OK
            || ResultAnswer.Evaluate(reply.Body, state.Plan.InvId)
                is AnswerShape.BadSign
                    or AnswerShape.Json
                    or AnswerShape.Html
                    or AnswerShape.Empty
                    or AnswerShape.Other;
        if (!isRefused)
            return Bad("ForgeryTaken", "ForgeryTakenAdvice", evidence);
        // Who refuses the right signature too has not shown that it tells the two apart.
        return state.IsTaken ? Good("ForgeryGood") with { Evidence = evidence } : Unknown("ForgeryUnknown", "ForgeryUnknownAdvice", evidence);
    }
}
