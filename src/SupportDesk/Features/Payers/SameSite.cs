using Microsoft.Net.Http.Headers;

namespace SupportDesk.Features.Payers;

/// <summary>
/// Payers have no session that a token could be bound to, so the browser's own word decides whether a form was sent
/// from this desk. A program that sends neither header is no browser and acts for nobody but itself.
/// </summary>
internal static class SameSite
{
    /// <param name="request">The post to judge.</param>
    /// <param name="secretInPath">Its address holds a secret that no other site knows. Such a page hides its own
    /// address, and older browsers then send the origin <c>null</c>.</param>
    public static bool Sent(HttpRequest request, bool secretInPath)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0 || (secretInPath && origin == "null")
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}
