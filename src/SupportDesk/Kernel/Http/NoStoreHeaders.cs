namespace SupportDesk.Kernel.Http;

/// <summary>Headers of pages that belong to one person.</summary>
internal static class NoStoreHeaders
{
    // In the very words of the antiforgery service, which sets both on every page and warns about any others.
    public static void DoNotStore(HttpResponse response) =>
        (response.Headers.CacheControl, response.Headers.Pragma) = ("no-cache, no-store", "no-cache");

    /// <summary>The address is the key: it is not kept, not indexed and not told to the next site.</summary>
    public static void HideAddress(HttpResponse response)
    {
        DoNotStore(response);
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
