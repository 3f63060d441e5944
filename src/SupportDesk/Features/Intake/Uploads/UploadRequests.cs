using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Intake.Uploads;

/// <summary>What requests that bring a file have in common.</summary>
internal static class UploadRequests
{
    public const int MaxAtOnce = 3;

    // The store counts to the limit itself and says so in words; the server only cuts off what goes far beyond.
    private const long ForOurOwnRefusal = 1 << 20;

    // Slow lines are welcome, dead ones are not kept for ever.
    private static readonly MinDataRate Slow = new(bytesPerSecond: 16, gracePeriod: TimeSpan.FromMinutes(1));

    // The session cookie is Lax already; a page elsewhere must not be able to fill somebody's draft through an old browser either.
    public static bool IsFromOurPage(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    public static void OpenTheGates(HttpContext http, long maxBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes + ForOurOwnRefusal;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slow;
    }

    public sealed class Reporter(UploadProgress progress, Guid id) : IProgress<MaskProgress>
    {
        public void Report(MaskProgress value) => progress.Report(id, value.Bytes, value.Hidden);
    }
}
