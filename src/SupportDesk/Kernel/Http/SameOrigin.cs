using Microsoft.Net.Http.Headers;

namespace SupportDesk.Kernel.Http;

/// <summary>
/// Whether a post was sent from a page of this desk, by the browser's own word. For forms without a token: payers have no
/// session that one could be bound to, and answers that are pieces of HTML carry none.
/// </summary>
internal static class SameOrigin
{
    /// <summary>
    /// For people who are signed in. Their cookie is Lax already; a page elsewhere must not be able to act for them through
    /// an old browser either, so a request that says nothing of where it comes from is foreign.
    /// </summary>
    public static bool IsFromOurPage(HttpRequest request) =>
        SiteOf(request) is { } site ? site == "same-origin" : IsOurs(request, request.Headers[HeaderNames.Origin].ToString());

    /// <summary>For payers. A program that sends neither header is no browser and acts for nobody but itself.</summary>
    /// <param name="request">The post to judge.</param>
    /// <param name="secretInPath">Its address holds a secret that no other site knows. Such a page hides its own
    /// address, and older browsers then send the origin <c>null</c>.</param>
    public static bool IsFromOurForm(HttpRequest request, bool secretInPath)
    {
        if (SiteOf(request) is { } site)
            return site is "same-origin" or "none";
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0 || (secretInPath && origin == "null") || IsOurs(request, origin);
    }

    private static string? SiteOf(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site : null;

    private static bool IsOurs(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
