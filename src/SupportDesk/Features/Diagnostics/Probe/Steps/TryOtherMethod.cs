using System.Net;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>The same notification by the other method: the cabinet may be set to it one day, or be set to it already.</summary>
internal sealed class TryOtherMethod(ProbeHttp http) : IProbeStep
{
    public string Name => "method";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        if (state.Reply is null)
            return null;
        var (own, other) = state.Plan.Method == HttpMethod.Post ? (HttpMethod.Post, HttpMethod.Get) : (HttpMethod.Get, HttpMethod.Post);
        var reply = await http.SendAsync(state.Plan.Url, other, state.Plan.Notification(state.Plan.TestPassword2), ct);
        var isTaken = reply is { Failure: null, Status: HttpStatusCode.OK } && ResultAnswer.IsTaken(ResultAnswer.Evaluate(reply.Body, state.Plan.InvId));
        var evidence = reply.Failure is { } failure ? failure.ToString() : $"{other} {(int)reply.Status}: {ResultAnswer.Excerpt(reply.Body)}";
        return (state.IsTaken, isTaken) switch
        {
            (true, true) => Good("MethodBoth"),
            // The order is booked by now: a shop that refuses it a second time says nothing about the method.
            (true, false) when state.RefusesRepeats && reply.Status is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound) =>
                Unknown("MethodUnknown", "MethodUnknownAdvice", evidence, other.Method),
            (true, false) => Care("MethodOne", "MethodOneAdvice", evidence, own.Method, other.Method),
            (false, true) => Bad("MethodOther", "MethodOtherAdvice", evidence, own.Method, other.Method),
            _ => null,
        };
    }
}
