namespace SupportDesk.Features.Settings.Shops;

/// <summary>The hosts that an administrator has listed for a shop. Another port than the usual two stands behind the name.</summary>
internal static class AllowedHosts
{
    public static bool Allows(IReadOnlyList<string> hosts, Uri url)
    {
        var isUsual = url is { Scheme: "https", Port: 443 } or { Scheme: "http", Port: 80 };
        var name = isUsual ? url.IdnHost : $"{url.IdnHost}:{url.Port}";
        return url.Scheme is "https" or "http" && hosts.Contains(name.TrimEnd('.'), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A host as it is kept: lower case, in its ASCII form, with a port if it has an unusual one. Null if it is none.</summary>
    public static string? Read(string text)
    {
        var plain = text.Trim();
        if (
            !Uri.TryCreate(plain.Contains("://", StringComparison.Ordinal) ? plain : "https://" + plain, UriKind.Absolute, out var url)
            || url.IdnHost.Length == 0
            || url.UserInfo.Length > 0
        )
            return null;
        return url.Port is 443 or 80 or -1 ? url.IdnHost.TrimEnd('.').ToLowerInvariant() : $"{url.IdnHost.TrimEnd('.').ToLowerInvariant()}:{url.Port}";
    }
}
