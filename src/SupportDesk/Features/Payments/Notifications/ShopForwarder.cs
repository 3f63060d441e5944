using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Sends one notification to the shop's own address and reads its answer.</summary>
internal sealed class ShopForwarder(ProbeHttp http)
{
    /// <param name="IsTaken">The shop answered as the provider expects.</param>
    /// <param name="IsAnswered">Somebody answered.</param>
    /// <param name="IsAllowed">The address is among those that the desk may call.</param>
    /// <param name="Reply">What came back, for people.</param>
    internal sealed record Outcome(bool IsTaken, bool IsAnswered, bool IsAllowed, string Reply);

    public async Task<Outcome> SendAsync(ShopSettings? settings, string invId, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        var hosts = (settings?.Hosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (settings?.ResultUrl is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var target) || !AllowedHosts.Allows(hosts, target))
            return new(IsTaken: false, IsAnswered: false, IsAllowed: false, "The shop's ResultURL is not among its allowed hosts.");
        var reply = await http.SendAsync(target, settings.ByGet ? HttpMethod.Get : HttpMethod.Post, fields, ct);
        return reply.Failure is { } failure
            ? new(IsTaken: false, IsAnswered: false, IsAllowed: true, $"{failure} {reply.FailureText}".Trim())
            : new(
                ResultAnswer.IsTaken(ResultAnswer.Evaluate(reply.Body, invId)),
                IsAnswered: true,
                IsAllowed: true,
                $"{(int)reply.Status}: {ResultAnswer.Excerpt(reply.Body)}"
            );
    }
}
