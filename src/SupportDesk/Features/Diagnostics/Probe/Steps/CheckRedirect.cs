using System.Net;
using SupportDesk.Features.Settings.Shops;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Sends the test notification, and looks whether it arrives where it was sent: a redirect loses its fields.</summary>
internal sealed class CheckRedirect(ProbeHttp http) : IProbeStep
{
    private const int MostHops = 3;

    public string Name => "redirect";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        var reply = await http.SendAsync(state.Plan.Url, state.Plan.Method, state.Plan.Notification(state.Plan.TestPassword2), ct);
        if (reply.Failure is { } failure)
            return Bad("Failed_" + failure, $"Failed_{failure}_Advice", reply.FailureText, reply.FirstByte.TotalSeconds) with { Ends = true };
        state.Reply = reply;
        if (Target(state.Plan.Url, reply) is not { } target)
            return Good("RedirectNone");
        var evidence = $"{(int)reply.Status} → {await FollowAsync(state, target, ct)}";
        var isToTls = state.Plan.Url.Scheme == "http" && target.Scheme == "https" && target.IdnHost == state.Plan.Url.IdnHost;
        var keepsFields = reply.Status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return Bad(
            isToTls ? "RedirectTls" : "Redirect",
            isToTls ? "RedirectTlsAdvice"
                : keepsFields ? "RedirectKeptAdvice"
                : "RedirectAdvice",
            evidence,
            target.AbsolutePath
        ) with
        {
            Ends = true,
        };
    }

    // Only to say where it ends; a host that is not listed is named and not called.
    private async Task<string> FollowAsync(ProbeState state, Uri target, CancellationToken ct)
    {
        var way = new List<string>();
        Uri? next = target;
        for (var hop = 0; hop < MostHops && next is not null; hop++)
        {
            way.Add(next.GetLeftPart(UriPartial.Path));
            if (!AllowedHosts.Allows(state.Hosts, next))
                break;
            var reply = await http.SendAsync(next, HttpMethod.Get, [], ct);
            if (reply.Failure is not null)
                break;
            var after = Target(next, reply);
            if (after is null)
                way.Add(((int)reply.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
            next = after;
        }

        return string.Join(" → ", way);
    }

    private static Uri? Target(Uri from, ProbeReply reply) =>
        (int)reply.Status is >= 300 and < 400
        && reply.Header("Location") is { } location
        && Uri.TryCreate(from, location, out var target)
        && target.Scheme is ("http" or "https")
            ? target
            : null;
}
