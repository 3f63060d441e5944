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

    /// <summary>The words of a list as people type it.</summary>
    public static IEnumerable<string> Words(string? text) => (text ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A typed list as it is kept; what is no host stays as it is.</summary>
    public static string Spell(string? text) => string.Join(' ', new SortedSet<string>(Words(text).Select(word => Read(word) ?? word), StringComparer.Ordinal));

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
