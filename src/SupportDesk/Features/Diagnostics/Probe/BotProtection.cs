using System.Text;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>Recognises who stands between the provider and the shop, by what such guards are known to answer.</summary>
internal static class BotProtection
{
    // Name, header that must be there (with a part of its value), part of the body. One of the two is enough.
    private static readonly (string Name, string? Header, string? Value, string? Body)[] Known =
    [
        ("Cloudflare", "cf-mitigated", "challenge", "challenge-platform"),
        ("Cloudflare", null, null, "Attention Required! | Cloudflare"),
        ("Cloudflare", null, null, "Just a moment..."),
        ("DDoS-Guard", null, null, "ddos-guard"),
        ("Qrator", null, null, "qrator"),
        ("Variti", null, null, "variti"),
        ("StormWall", null, null, "stormwall"),
        ("Imperva", null, null, "_Incapsula_Resource"),
        ("Akamai", null, null, "Access Denied</H1>"),
        ("Sucuri", "x-sucuri-block", "", "Sucuri WebSite Firewall"),
        ("AWS WAF", "x-amzn-waf-action", "", null),
        ("ModSecurity", null, null, "mod_security"),
        ("reCAPTCHA", null, null, "g-recaptcha"),
        ("SmartCaptcha", null, null, "smartcaptcha"),
    ];

    /// <summary>Its name; null when the answer looks like the shop's own.</summary>
    public static string? Find(ProbeReply reply)
    {
        var body = Encoding.UTF8.GetString(reply.Body);
        foreach (var (name, header, value, part) in Known)
        {
            if (header is not null && reply.Header(header)?.Contains(value!, StringComparison.OrdinalIgnoreCase) == true)
                return name;
            if (part is not null && LooksLikeAPage(body) && body.Contains(part, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }

    /// <summary>A page that asks who is there.</summary>
    public static bool IsLogin(ProbeReply reply)
    {
        var body = Encoding.UTF8.GetString(reply.Body);
        return LooksLikeAPage(body) && body.Contains("type=\"password\"", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The framework misses its token: Django says 403 and so in the page.</summary>
    public static bool IsCsrf(ProbeReply reply) =>
        Encoding.UTF8.GetString(reply.Body) is var body
        && (body.Contains("csrf", StringComparison.OrdinalIgnoreCase) || body.Contains("authenticity token", StringComparison.OrdinalIgnoreCase));

    private static bool LooksLikeAPage(string body) => body.TrimStart().StartsWith('<');
}
