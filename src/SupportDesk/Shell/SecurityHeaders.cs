using System.Security.Cryptography;
using SupportDesk.Jobs;

namespace SupportDesk.Shell;

/// <summary>What every answer says to the browser: nothing from elsewhere, no frames, no guessing of types.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // The component library sets styles on single elements; style sheets and scripts come from this desk only.
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'{1}; style-src-attr 'unsafe-inline'; script-src 'self' {0}; connect-src 'self' ws: wss:; " +
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    // The jobs' dashboard has one style block.
    private const string DashboardStyles = " " + JobsDashboard.StyleHash;

    private const string NonceKey = "sd.nonce";

    /// <summary>Lets the one inline script of a page, its import map, run.</summary>
    public static string? NonceOf(HttpContext http) => http.Items[NonceKey] as string;

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceKey] = nonce;
        var styles = http.Request.Path.StartsWithSegments(JobsDashboard.Path, StringComparison.Ordinal) ? DashboardStyles : "";
        headers.ContentSecurityPolicy = Policy.Replace("{0}", $"'nonce-{nonce}'", StringComparison.Ordinal).Replace("{1}", styles, StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    }
}
