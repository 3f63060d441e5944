using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace SupportDesk.Kernel.Http;

/// <summary>A request whose body may be far larger than others'.</summary>
internal static class LargeRequest
{
    // Whoever reads the body counts to the limit itself and says so in words; the server only cuts off what goes far beyond.
    private const long ForOurOwnRefusal = 1 << 20;

    // Slow lines are welcome, dead ones are not kept for ever.
    private static readonly MinDataRate Slow = new(bytesPerSecond: 16, gracePeriod: TimeSpan.FromMinutes(1));

    /// <summary>Call before the body is read.</summary>
    public static void Allow(HttpContext http, long maxBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes + ForOurOwnRefusal;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slow;
    }
}
